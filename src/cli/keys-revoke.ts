import { decodeId } from "../core/ids.js";
import { revokeApiKey } from "../manage/keys/revoke-api-key.js";
import { operatorViewer } from "../manage/system-viewer.js";
import { type Command, jsonOption, UsageError } from "./command.js";
import { keyJson, valueOf } from "./key-words.js";
import { withGround } from "./with-ground.js";

export const keysRevoke: Command = {
  name: "keys revoke",
  summary: "Ends a key at once, in every running server; open subscriptions are closed.",
  words: ["id"],
  options: { json: jsonOption },
  async run(call) {
    const [id = ""] = call.words;
    const uuid = decodeId("apiKey", id);
    if (uuid === null) {
      throw new UsageError(`"${id}" is no key's id (key_…). See: sandi keys list --help`);
    }
    return withGround(call, async ({ slow }) => {
      const viewer = operatorViewer("sandi keys revoke");
      const key = valueOf(await revokeApiKey(slow.stores, viewer, uuid, new Date()));
      call.output.out(
        call.values.json === true
          ? `${JSON.stringify({ apiKey: keyJson(key) })}\n`
          : `Revoked: ${key.name} (${key.prefix}…, ${key.role}).\n`,
      );
      return 0;
    });
  },
};
