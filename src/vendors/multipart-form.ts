import { randomUUID } from "node:crypto";

/** A form as `multipart/form-data`, with the header that says so. */
export interface MultipartForm {
  readonly contentType: string;
  readonly body: string;
}

/** Writes fields, in their order, as a form of parts. Names must not hold quotes or line breaks. */
export function multipartForm(fields: readonly (readonly [string, string])[]): MultipartForm {
  const boundary = `sandi-${randomUUID()}`;
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
}
