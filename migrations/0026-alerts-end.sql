-- An alert about a budget is over when its period is, without anybody saying so.
alter table alert add column ends_at timestamptz;

update alert a set ends_at = p.ends_at
from budget_period p
where a.kind in ('BUDGET_THRESHOLD', 'BUDGET_EXHAUSTED')
  and p.tenant_id = a.tenant_id and p.id = split_part(a.cause, ':', 2)::uuid;

update alert a set resolved_at = b.removed_at
from budget b
where a.resolved_at is null and b.tenant_id = a.tenant_id and b.id = a.budget_id
  and b.removed_at is not null;

create index alert_ending on alert (ends_at) where resolved_at is null and ends_at is not null;
create index alert_resolved on alert (tenant_id, resolved_at) where resolved_at is not null;
