/**
 * Runs in the browser, next to GraphiQL's own files: a fetcher over fetch and graphql-transport-ws.
 */
export const graphiqlStart = `"use strict";
(() => {
  const path = "/graphql";
  async function post(params, options) {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...options?.headers },
      body: JSON.stringify(params),
    });
    return response.json();
  }
  function subscribe(params, options) {
    const headers = Object.entries(options?.headers ?? {});
    const key = headers.find(([name]) => name.toLowerCase() === "authorization")?.[1];
    return {
      subscribe(observer) {
        const url = location.origin.replace(/^http/, "ws") + path;
        const socket = new WebSocket(url, "graphql-transport-ws");
        const send = (message) => socket.send(JSON.stringify(message));
        let isDone = false;
        socket.onopen = () => send({ type: "connection_init", payload: { Authorization: key } });
        socket.onmessage = (event) => {
          const message = JSON.parse(event.data);
          if (message.type === "connection_ack") {
            send({ id: "1", type: "subscribe", payload: params });
          }
          if (message.type === "ping") send({ type: "pong" });
          if (message.type === "next") observer.next(message.payload);
          if (message.type === "error") observer.error(message.payload);
          if (message.type === "complete") {
            isDone = true;
            observer.complete();
            socket.close(1000);
          }
        };
        socket.onclose = (event) => {
          if (!isDone && event.code !== 1000) {
            observer.error({ message: "Closed with " + event.code + " " + event.reason });
          }
        };
        return {
          unsubscribe() {
            isDone = true;
            socket.close(1000);
          },
        };
      },
    };
  }
  function isSubscription(params, options) {
    const operations = (options?.documentAST?.definitions ?? []).filter(
      (definition) => definition.kind === "OperationDefinition",
    );
    const wanted = params.operationName
      ? operations.find((operation) => operation.name?.value === params.operationName)
      : operations[0];
    return wanted?.operation === "subscription";
  }
  const fetcher = (params, options) =>
    isSubscription(params, options) ? subscribe(params, options) : post(params, options);
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultEditorToolsVisibility: "headers",
      defaultHeaders: '{ "Authorization": "Bearer sk_..." }',
      defaultQuery: "{ viewer { role scopes tenant { name } } }",
    }),
  );
})();
`;
