import { type Role, roles, type Scope, scopes } from "../flow/viewer.js";
import { createApiKey, type CreateApiKeyRequest } from "../manage/keys/create-api-key.js";
import { operatorViewer } from "../manage/system-viewer.js";
import { type Command, type CommandCall, jsonOption, UsageError } from "./command.js";
import { keyJson, valueOf } from "./key-words.js";
import { withGround } from "./with-ground.js";

export const keysCreate: Command = {
  name: "keys create",
  summary: "Makes a key and prints its secret, this once.",
  words: ["name"],
  options: {
    role: { type: "string", value: "role", help: `${roles.join(", ")}. Needed.` },
    tenant: { type: "string", value: "slug", help: "Whose key; needed for all but OPERATOR." },
    scopes: { type: "string", value: "A,B", help: "Fewer scopes than those of the role." },
    expires: { type: "string", value: "time", help: "As 2027-01-31 (UTC); without it, never." },
    json: jsonOption,
  },
  async run(call) {
    // Before the database is opened: a slip in a word should not take a second.
    const request = readRequest(call);
    return withGround(call, async ({ slow }) => {
      const viewer = operatorViewer("sandi keys create");
      const { apiKey, secret } = valueOf(
        await createApiKey(slow.stores, viewer, request, new Date()),
      );
      if (call.values.json === true) {
        call.output.out(`${JSON.stringify({ apiKey: keyJson(apiKey), secret })}\n`);
      } else {
        call.output.note(`${keyJson(apiKey).id}: ${apiKey.role}, ${apiKey.name}. The secret:\n`);
        call.output.out(`${secret}\n`);
      }
      return 0;
    });
  },
};

function readRequest({ words, values }: CommandCall): CreateApiKeyRequest {
  const role = roles.find((known): known is Role => known === values.role);
  if (role === undefined) {
    throw new UsageError(`--role has to be one of ${roles.join(", ")}.`);
  }
  if (role !== "OPERATOR" && values.tenant === undefined) {
    throw new UsageError(`--tenant has to say whose ${role} key it is.`);
  }
  return {
    name: words[0] ?? "",
    role,
    scopes: typeof values.scopes === "string" ? values.scopes.split(",").map(readScope) : null,
    expiresAt: typeof values.expires === "string" ? readTime(values.expires) : null,
    tenant: typeof values.tenant === "string" ? values.tenant : null,
  };
}

function readScope(text: string): Scope {
  const scope = scopes.find((known) => known === text.trim());
  if (scope === undefined) {
    throw new UsageError(`"${text}" is no scope. There are: ${scopes.join(", ")}.`);
  }
  return scope;
}

function readTime(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError("--expires has to be a day or a time in UTC, as 2027-01-31T12:00:00Z.");
  }
  return time;
}
