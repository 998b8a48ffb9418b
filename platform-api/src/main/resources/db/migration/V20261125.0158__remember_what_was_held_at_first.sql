-- What was held at admission, so that a further attempt can be given as much again.
alter table budget_hold add column asked_nano bigint not null default 0;
