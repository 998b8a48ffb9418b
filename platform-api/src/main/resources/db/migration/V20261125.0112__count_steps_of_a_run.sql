-- How many steps the attempt that ended the run says it finished. The end may be in the row before the journal is whole:
-- whoever reads the journal of an ended run waits for this many. Absent when the platform ended it.
alter table invocation add column steps integer;
grant update (steps) on invocation to flotilla_projection;
