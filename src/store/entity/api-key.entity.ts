import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Role, Scope } from "../../flow/viewer.js";

@Entity("api_key")
export class ApiKeyEntity {
  @PrimaryColumn("uuid")
  id!: string;

  @Column("bytea", { select: false })
  hash!: Buffer;

  /** Null: an operator's key. */
  @Column("uuid", { name: "tenant_id", nullable: true })
  tenantId!: string | null;

  @Column("text")
  name!: string;

  @Column("text")
  prefix!: string;

  @Column("text")
  role!: Role;

  @Column("text", { array: true })
  scopes!: Scope[];

  @Column("timestamptz", { name: "last_used_at", nullable: true })
  lastUsedAt!: Date | null;

  @Column("timestamptz", { name: "expires_at", nullable: true })
  expiresAt!: Date | null;

  @Column("timestamptz", { name: "revoked_at", nullable: true })
  revokedAt!: Date | null;

  @Column("timestamptz", { name: "created_at" })
  createdAt!: Date;
}
