/** Puts a file to /uploads and answers with its id. */
export async function putFile(
  url: string,
  secret: string,
  file: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const answer = await fetch(`${url}/uploads`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "text/csv" },
    body: file,
  });
  const body = (await answer.json()) as { readonly id?: string };
  if (body.id === undefined) {
    throw new Error(`the file was not taken: ${JSON.stringify(body)}`);
  }
  return body.id;
}
