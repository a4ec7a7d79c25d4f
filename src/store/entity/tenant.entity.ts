import { Column, Entity, PrimaryColumn } from "typeorm";
import { bigintTransformer } from "./bigint.js";

@Entity("tenant")
export class TenantEntity {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  slug!: string;

  @Column("text")
  name!: string;

  @Column("text")
  brand!: string;

  @Column("text")
  currency!: string;

  @Column("text", { name: "time_zone" })
  timeZone!: string;

  @Column("text")
  locale!: string;

  @Column("double precision", { name: "duplicate_rate_max", nullable: true })
  duplicateRateMax!: number | null;

  @Column("double precision", { name: "exploration_rate", nullable: true })
  explorationRate!: number | null;

  @Column("bigint", {
    name: "value_per_verified_micros",
    nullable: true,
    transformer: bigintTransformer,
  })
  valuePerVerifiedMicros!: bigint | null;

  @Column("timestamptz", { name: "created_at" })
  createdAt!: Date;
}
