import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("plan")
export class PlanEntity {
  @PrimaryColumn("uuid", { name: "tenant_id" })
  tenantId!: string;

  @PrimaryColumn("uuid")
  id!: string;

  @Column("text")
  key!: string;

  @Column("text")
  name!: string;

  @Column("integer", { name: "current_revision" })
  currentRevision!: number;

  @Column("timestamptz", { name: "archived_at", nullable: true })
  archivedAt!: Date | null;

  @Column("timestamptz", { name: "created_at" })
  createdAt!: Date;
}
