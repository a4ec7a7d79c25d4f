-- Fails the transaction that goes by something which does not hold, with the SQLSTATE given. So a
-- transaction can say with its first statements what it presumes, and send its writes behind them
-- without waiting for an answer.
create function presumed(holds boolean, state text) returns boolean
language plpgsql immutable as $$
begin
  if holds is not true then
    raise exception 'what was presumed does not hold' using errcode = state;
  end if;
  return true;
end
$$;
