import { migrate } from "../store/migrate.js";
import { migrateJobs } from "../store/migrate-jobs.js";
import { startDatabase } from "../store/start-database.js";
import { type Command, jsonOption } from "./command.js";

export const migrateCommand: Command = {
  name: "migrate",
  summary: "Brings the database up to this version; running it again changes nothing.",
  options: { json: jsonOption },
  async run({ config, values, output }) {
    const database = await startDatabase(config(), (line) => output.note(`${line}\n`));
    try {
      const applied = await migrate(database.target);
      await migrateJobs(database.target);
      if (values.json === true) {
        output.out(`${JSON.stringify({ applied })}\n`);
      } else {
        output.out(
          applied.length === 0
            ? "The database is up to date.\n"
            : `Applied:\n${applied.map((name) => `  ${name}\n`).join("")}`,
        );
      }
      return 0;
    } finally {
      await database.stop();
    }
  },
};
