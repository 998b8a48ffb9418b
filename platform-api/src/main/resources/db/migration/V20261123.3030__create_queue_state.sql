-- One row is how far a projection has read one partition of a topic. Moved in the transaction that stores what was read,
-- and only from the offset that the reader believed in: the reader that lost its partition cannot store anything.
-- A topic that was made anew has a new id and is read from its start.
create table consumer_offset (
    projection  text   not null,
    topic       text   not null,
    topic_id    text   not null,
    partition   int    not null,
    next_offset bigint not null,
    constraint consumer_offset_pkey primary key (projection, topic, topic_id, partition)
);
grant select, insert, update on consumer_offset to flotilla_projection;

-- One row is one partition of the replies topic and the platform instance that waits for answers there.
create table reply_lease (
    partition  int         not null,
    instance   text        not null,
    epoch      bigint      not null,
    expires_at timestamptz not null,
    constraint reply_lease_pkey primary key (partition)
);
grant select, insert, update on reply_lease to flotilla_projection;

-- One row is one start of a worker, as its latest heartbeat told. last_seen_at is this database's clock, not the worker's.
create table worker (
    id           text        not null,
    started_at   timestamptz not null,
    last_seen_at timestamptz not null,
    capacity     int         not null,
    running      int         not null,
    stopping     boolean     not null,
    constraint worker_pkey primary key (id)
);
grant select, insert, update, delete on worker to flotilla_projection;
