import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";

/** A command status: its name in SMPP, and what it says of a message that was submitted. */
export interface StatusMeaning {
  readonly name: string;
  readonly failureClass: FailureClass;
}

/**
 * Command statuses other than 0; with each of them the SM was not taken, but for OUTCOME_UNKNOWN.
 * Source: SMPP 3.4 issue 1.2, 5.1.3, and SMPP 5.0, 4.7.6, for those that only 5.0 has.
 */
export const commandStatuses: ReadonlyMap<number, StatusMeaning> = new Map(
  (
    [
      // What was asked for cannot be: our parameters, the text, the sender.
      [0x01, "ESME_RINVMSGLEN", "CONTENT"],
      [0x02, "ESME_RINVCMDLEN", "CONTENT"],
      [0x03, "ESME_RINVCMDID", "CONTENT"],
      [0x06, "ESME_RINVPRTFLG", "CONTENT"],
      [0x07, "ESME_RINVREGDLVFLG", "CONTENT"],
      [0x0a, "ESME_RINVSRCADR", "CONTENT"],
      [0x15, "ESME_RINVSERTYP", "CONTENT"],
      [0x33, "ESME_RINVNUMDESTS", "CONTENT"],
      [0x34, "ESME_RINVDLNAME", "CONTENT"],
      [0x40, "ESME_RINVDESTFLAG", "CONTENT"],
      [0x42, "ESME_RINVSUBREP", "CONTENT"],
      [0x43, "ESME_RINVESMCLASS", "CONTENT"],
      [0x44, "ESME_RCNTSUBDL", "CONTENT"],
      [0x48, "ESME_RINVSRCTON", "CONTENT"],
      [0x49, "ESME_RINVSRCNPI", "CONTENT"],
      [0x50, "ESME_RINVDSTTON", "CONTENT"],
      [0x51, "ESME_RINVDSTNPI", "CONTENT"],
      [0x54, "ESME_RINVREPFLAG", "CONTENT"],
      [0x55, "ESME_RINVNUMMSGS", "CONTENT"],
      [0x61, "ESME_RINVSCHED", "CONTENT"],
      [0x62, "ESME_RINVEXPIRY", "CONTENT"],
      [0x63, "ESME_RINVDFTMSGID", "CONTENT"],
      [0xc0, "ESME_RINVOPTPARSTREAM", "CONTENT"],
      [0xc1, "ESME_ROPTPARNOTALLWD", "CONTENT"],
      [0xc2, "ESME_RINVPARLEN", "CONTENT"],
      [0xc3, "ESME_RMISSINGOPTPARAM", "CONTENT"],
      [0xc4, "ESME_RINVOPTPARAMVAL", "CONTENT"],
      [0x104, "ESME_RINVDCS", "CONTENT"],
      [0x105, "ESME_RINVSRCADDRSUBUNIT", "CONTENT"],
      [0x106, "ESME_RINVDSTADDRSUBUNIT", "CONTENT"],
      // The number.
      [0x0b, "ESME_RINVDSTADR", "RECIPIENT_PERMANENT"],
      [0xfe, "ESME_RDELIVERYFAILURE", "RECIPIENT_TEMPORARY"],
      // Not by this SMSC.
      [0x45, "ESME_RSUBMITFAIL", "ROUTE_BLOCKED"],
      [0x65, "ESME_RX_P_APPN", "ROUTE_BLOCKED"],
      [0x66, "ESME_RX_R_APPN", "ROUTE_BLOCKED"],
      // Not so fast.
      [0x14, "ESME_RMSGQFUL", "THROTTLED"],
      [0x58, "ESME_RTHROTTLED", "THROTTLED"],
      // Out of order, or not bound any more.
      [0x04, "ESME_RINVBNDSTS", "VENDOR_DOWN"],
      [0x05, "ESME_RALYBND", "VENDOR_DOWN"],
      [0x08, "ESME_RSYSERR", "VENDOR_DOWN"],
      [0x64, "ESME_RX_T_APPN", "VENDOR_DOWN"],
      [0x102, "ESME_RSERTYPUNAVAIL", "VENDOR_DOWN"],
      // Who we are.
      [0x0d, "ESME_RBINDFAIL", "ACCOUNT"],
      [0x0e, "ESME_RINVPASWD", "ACCOUNT"],
      [0x0f, "ESME_RINVSYSID", "ACCOUNT"],
      [0x53, "ESME_RINVSYSTYP", "ACCOUNT"],
      [0x100, "ESME_RSERTYPUNAUTH", "ACCOUNT"],
      [0x101, "ESME_RPROHIBITED", "ACCOUNT"],
      [0x103, "ESME_RSERTYPDENIED", "ACCOUNT"],
      // Says nothing, or answers what was not asked.
      [0xff, "ESME_RUNKNOWNERR", "OUTCOME_UNKNOWN"],
      [0x0c, "ESME_RINVMSGID", "OUTCOME_UNKNOWN"],
      [0x11, "ESME_RCANCELFAIL", "OUTCOME_UNKNOWN"],
      [0x13, "ESME_RREPLACEFAIL", "OUTCOME_UNKNOWN"],
      [0x67, "ESME_RQUERYFAIL", "OUTCOME_UNKNOWN"],
      [0x107, "ESME_RINVBCASTFREQINT", "OUTCOME_UNKNOWN"],
      [0x108, "ESME_RINVBCASTALIAS_NAME", "OUTCOME_UNKNOWN"],
      [0x109, "ESME_RINVBCASTAREAFMT", "OUTCOME_UNKNOWN"],
      [0x10a, "ESME_RINVNUMBCAST_AREAS", "OUTCOME_UNKNOWN"],
      [0x10b, "ESME_RINVBCASTCNTTYPE", "OUTCOME_UNKNOWN"],
      [0x10c, "ESME_RINVBCASTMSGCLASS", "OUTCOME_UNKNOWN"],
      [0x10d, "ESME_RBCASTFAIL", "OUTCOME_UNKNOWN"],
      [0x10e, "ESME_RBCASTQUERYFAIL", "OUTCOME_UNKNOWN"],
      [0x10f, "ESME_RBCASTCANCELFAIL", "OUTCOME_UNKNOWN"],
      [0x110, "ESME_RINVBCAST_REP", "OUTCOME_UNKNOWN"],
      [0x111, "ESME_RINVBCASTSRVGRP", "OUTCOME_UNKNOWN"],
      [0x112, "ESME_RINVBCASTCHANIND", "OUTCOME_UNKNOWN"],
    ] as const
  ).map(([status, name, failureClass]) => [status, { name, failureClass }]),
);

/** The name of a command status, or its number as 0x45d: those from 0x400 are the SMSC's own. */
export function statusName(status: number): string {
  return commandStatuses.get(status)?.name ?? `0x${status.toString(16)}`;
}

/** A state of an SM: its name in a receipt's text, and what it says. */
export interface StateMeaning {
  readonly name: string;
  readonly status: ReceiptStatus;
  /** For states in which the SM is lost. */
  readonly failureClass?: FailureClass;
}

/**
 * States of an SM by their number; receipts' texts have them by name. "Accepted" and "en route" are
 * the carrier's, not the handset's. Source: SMPP 3.4, 5.2.28 and appendix B; 0 and 9: SMPP 5.0,
 * 4.7.15.
 */
export const messageStates: ReadonlyMap<number, StateMeaning> = new Map([
  [0, { name: "SCHEDULED", status: "ACCEPTED_BY_CARRIER" }],
  [1, { name: "ENROUTE", status: "ACCEPTED_BY_CARRIER" }],
  [2, { name: "DELIVRD", status: "DELIVERED" }],
  [3, { name: "EXPIRED", status: "EXPIRED", failureClass: "RECIPIENT_TEMPORARY" }],
  // Taken off its way by the SMSC: a filter, or an operator.
  [4, { name: "DELETED", status: "UNDELIVERED", failureClass: "ROUTE_BLOCKED" }],
  [5, { name: "UNDELIV", status: "UNDELIVERED", failureClass: "RECIPIENT_TEMPORARY" }],
  [6, { name: "ACCEPTD", status: "ACCEPTED_BY_CARRIER" }],
  [7, { name: "UNKNOWN", status: "UNKNOWN" }],
  [8, { name: "REJECTD", status: "REJECTED", failureClass: "ROUTE_BLOCKED" }],
  [9, { name: "SKIPPED", status: "UNDELIVERED", failureClass: "ROUTE_BLOCKED" }],
]);
