-- Beside the tables of sql/schema.sql: what the service has been told. It writes to those tables through its log alone.

-- How far everything is: one row, locked by whoever takes events in, so that nobody is next twice.
create table head (
    one boolean not null default true check (one),
    revision bigint not null,
    -- Another one for every database: who knows one that was made anew, or restored, must not take it for the one before.
    lineage text not null default gen_random_uuid()::text,
    primary key (one)
);
insert into head (revision) values (0);

-- The events as they were taken in, numbered anew; a command is taken in once (rule 15).
create table events (
    revision bigint not null,
    command_id text not null,
    event jsonb not null,
    primary key (revision),
    unique (command_id)
);

-- Which records an event changed, made or took away: tables by their names here, levels by item and shop.
create table changes (
    revision bigint not null,
    kind text not null,
    id text not null,
    shop_id text not null,
    primary key (revision, kind, id, shop_id)
);

-- By these a document's lists are found.
create index on purchase_order_receipts (purchase_order_id);
create index on purchase_order_receipt_lines (purchase_order_id);
create index on transfer_receipts (transfer_id);
create index on transfer_receipt_lines (transfer_id);
create index on shipment_lines (order_id);
