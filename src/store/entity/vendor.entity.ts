import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Channel } from "../../core/otp/status.js";
import type { VendorSupportRow } from "../../manage/vendors/ports.js";

@Entity("vendor")
export class VendorEntity {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  slug!: string;

  @Column("text")
  name!: string;

  @Column("text", { nullable: true })
  website!: string | null;

  @Column("text", { name: "support_url", nullable: true })
  supportUrl!: string | null;

  @Column("jsonb", { nullable: true })
  support!: VendorSupportRow | null;

  @Column("text")
  adapter!: string;

  @Column("text", { name: "base_url", nullable: true })
  baseUrl!: string | null;

  @Column("text", { array: true })
  channels!: Channel[];

  @Column("timestamptz", { name: "listed_at" })
  listedAt!: Date;
}
