import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Channel } from "../../core/otp/status.js";
import type { CredentialHint, SenderRow } from "../../manage/accounts/ports.js";

@Entity("vendor_account")
export class VendorAccountEntity {
  @PrimaryColumn("uuid")
  id!: string;

  /** Null: the marketplace's account. */
  @Column("uuid", { name: "tenant_id", nullable: true })
  tenantId!: string | null;

  @Column("uuid", { name: "vendor_id" })
  vendorId!: string;

  @Column("text")
  label!: string;

  @Column("text", { array: true })
  channels!: Channel[];

  @Column("bytea", { select: false })
  credentials!: Buffer;

  @Column("jsonb", { name: "credential_hints" })
  credentialHints!: CredentialHint[];

  @Column("jsonb")
  senders!: SenderRow[];

  @Column("integer", { name: "max_per_second", nullable: true })
  maxPerSecond!: number | null;

  @Column("timestamptz", { name: "last_checked_at", nullable: true })
  lastCheckedAt!: Date | null;

  @Column("boolean", { name: "last_check_ok", nullable: true })
  lastCheckOk!: boolean | null;

  @Column("text", { name: "last_check_message", nullable: true })
  lastCheckMessage!: string | null;

  @Column("timestamptz", { name: "disconnected_at", nullable: true })
  disconnectedAt!: Date | null;

  /** Set after a failure of class ACCOUNT, until its owner has seen to it. */
  @Column("timestamptz", { name: "stopped_at", nullable: true })
  stoppedAt!: Date | null;

  @Column("timestamptz", { name: "created_at" })
  createdAt!: Date;
}
