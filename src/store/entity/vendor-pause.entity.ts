import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Channel } from "../../core/otp/status.js";

@Entity("vendor_pause")
export class VendorPauseEntity {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid", { name: "vendor_id" })
  vendorId!: string;

  /** Null: an operator's pause, for everybody. */
  @Column("uuid", { name: "tenant_id", nullable: true })
  tenantId!: string | null;

  @Column("text", { nullable: true })
  channel!: Channel | null;

  @Column("text", { nullable: true })
  country!: string | null;

  @Column("text")
  reason!: string;

  @Column("timestamptz", { name: "paused_at" })
  pausedAt!: Date;

  @Column("timestamptz", { name: "resumed_at", nullable: true })
  resumedAt!: Date | null;
}
