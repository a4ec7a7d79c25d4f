import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("exchange_rate")
export class ExchangeRateEntity {
  @PrimaryColumn("text")
  base!: string;

  @PrimaryColumn("text")
  quote!: string;

  /** Decimal text. */
  @Column("numeric", { precision: 24, scale: 12 })
  rate!: string;

  @PrimaryColumn("timestamptz", { name: "effective_from" })
  effectiveFrom!: Date;

  @Column("timestamptz", { name: "created_at" })
  createdAt!: Date;
}
