import { Column, Entity, PrimaryColumn } from "typeorm";
import type { StoredSpec } from "../../core/plan/spec-json.js";

@Entity("plan_revision")
export class PlanRevisionEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" })
  tenantId!: string;

  @PrimaryColumn("uuid")
  id!: string;

  @Column("uuid", { name: "plan_id" })
  planId!: string;

  @Column("integer")
  number!: number;

  @Column("jsonb")
  spec!: StoredSpec;

  @Column("text", { nullable: true })
  note!: string | null;

  @Column("text", { name: "created_by" })
  createdBy!: string;

  @Column("timestamptz", { name: "created_at" })
  createdAt!: Date;
}
