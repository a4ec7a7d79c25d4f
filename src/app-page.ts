import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { registerDashboard } from "./http/dashboard.js";
import { registerDemoDoors } from "./http/demo-doors.js";
import {
  createSessions,
  registerSession,
  type SessionParts,
  type Sessions,
} from "./http/session.js";

/** Serves the dashboard and what a page needs beside GraphQL; returns who reads its cookies. */
export async function registerPage(app: FastifyInstance, parts: SessionParts): Promise<Sessions> {
  const sessions = createSessions(parts);
  registerSession(app, parts);
  registerDemoDoors(app, { ...parts, sessions });
  await registerDashboard(app, fileURLToPath(new URL("./dashboard", import.meta.url)));
  return sessions;
}
