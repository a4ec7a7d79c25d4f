import { connectionType } from "../connection.js";
import { SendEvent } from "./send-event.type.js";

export const SendEventConnection = connectionType("SendEvent", () => SendEvent);
