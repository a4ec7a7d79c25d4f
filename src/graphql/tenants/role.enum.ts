import type { Role, Scope } from "../../flow/viewer.js";
import { enumType } from "../enum-type.js";

export const RoleEnum = enumType<Role>("Role", "What a key is for; it sets the most it may do.", {
  OWNER: "Everything of its tenant.",
  DEVELOPER: "Plans, sends, vendor accounts, and reading costs.",
  BILLING: "Budgets and costs.",
  VIEWER: "Reading plans, masked sends and statistics.",
  OPERATOR: "The marketplace: tenants, vendors, prices and exchange rates; no tenant's sends.",
});

export const ScopeEnum = enumType<Scope>("Scope", "One thing that a key may do.", {
  PLAN_WRITE: "Create and change plans, and pause vendors for the tenant.",
  SEND: "Send, resend, verify and cancel codes.",
  RECIPIENT_READ: "See recipients unmasked.",
  BILLING_READ: "See prices, costs and budgets.",
  BILLING_WRITE: "Set budgets.",
  VENDOR_CONNECT: "Connect, test, rotate and disconnect the tenant's own vendor accounts.",
  KEY_ADMIN: "Make, list and revoke the tenant's keys.",
  OPERATE: "Run the marketplace.",
});
