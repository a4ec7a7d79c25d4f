-- What retention needs: message routes are found by their age. Routes come in the order of time, so that a few
-- pages per million rows say where the old ones are.
create index message_route_age on message_route using brin (created_at) with (autosummarize = on);
