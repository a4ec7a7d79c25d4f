import { once } from "node:events";
import http from "node:http";
import type net from "node:net";

/** Another site, whose policy lets in what the widget needs of one server, and nothing else. */
export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** Opens a dark site on a free port: one page with the widget of `server`; ?token= and ?locale=. */
export async function openSite(server: string): Promise<Site> {
  const policy = [
    "default-src 'none'",
    `script-src ${server}`,
    `connect-src ${server} ${server.replace("http", "ws")}`,
    "img-src data:",
    "base-uri 'none'",
  ].join("; ");
  const site = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://site");
    const [token, locale] = [searchParams.get("token") ?? "", searchParams.get("locale") ?? "en"];
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", policy);
    response.end(`<!doctype html><html lang="${locale}"><head><title>A shop</title>
      <meta name="viewport" content="width=device-width">
      <link rel="icon" href="data:,">
      <script type="module" src="${server}/widget/sandi-otp.js"></script></head>
      <body bgcolor="#14161b" text="#ffffff"><main><h1>Sign in</h1>
      <sandi-otp client-token="${token.replace(/[^\w-]/g, "")}" theme="dark"></sandi-otp>
      </main></body></html>`);
  });
  await once(site.listen(0, "127.0.0.1"), "listening");
  return {
    origin: `http://127.0.0.1:${(site.address() as net.AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        site.closeAllConnections();
        site.close(() => resolve());
      }),
  };
}
