-- Fails the transaction in which a budget period did not take what was admitted to it. A statement of
-- its own that looks at the count first would make every transaction wait for one answer more.
create function budget_guard(changed bigint, wanted integer) returns boolean
language plpgsql immutable as $$
begin
  if changed <> wanted then
    raise exception 'a budget period did not take what was admitted to it'
      using errcode = 'check_violation';
  end if;
  return true;
end
$$;
