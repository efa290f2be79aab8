-- The tables of the contract, as a warehouse keeps them: one for each table of a snapshot, one for each list inside its
-- records, columns named as the contract's fields. Views of these names over tables of your own serve as well.
--
-- Quantities are exact, with four decimals. Instants are milliseconds since 1970 in UTC, as the package gives them back.
-- `at` and `by` are reserved words to some: a movement's is moved_at here, a receipt's received_at and received_by.
-- A list keeps the order of its records in `position`: an order's first line of an item meets that item's first sale.
--
-- A line that ends in "-- only" and the names of engines is for those; every other line is for all of them. What differs:
-- PostgreSQL learns two names of types, and only PostgreSQL and DuckDB keep keys.

create domain string as text;                           -- only postgresql
create domain "double" as double precision;             -- only postgresql

create table shops (
    id string not null,
    name string not null
    , primary key (id)                                  -- only postgresql duckdb
);

create table vendors (
    id string not null,
    name string not null,
    lead_time_days double
    , primary key (id)                                  -- only postgresql duckdb
);

-- `inventoried` is false for services and labour, which have no stock and no row (rule 1).
create table items (
    id string not null,
    description string not null,
    system_sku string,
    upc string,
    ean string,
    custom_sku string,
    manufacturer_sku string,
    default_vendor_id string,
    inventoried boolean not null,
    stock_tracking string,
    pack_size decimal(13, 4),
    minimum_order decimal(13, 4),
    unit_cost decimal(13, 4)
    , primary key (id)                                  -- only postgresql duckdb
);

-- One for each item and shop (rule 1).
create table levels (
    item_id string not null,
    shop_id string not null,
    qoh decimal(13, 4) not null,
    reorder_point decimal(13, 4),
    desired_level decimal(13, 4)
    , primary key (item_id, shop_id)                    -- only postgresql duckdb
);

create table sales (
    id string not null,
    number string not null,
    shop_id string not null,
    completed_at bigint not null,
    order_id string
    , primary key (id)                                  -- only postgresql duckdb
);

-- The movements: the one table that grows without end. In a cluster it is partitioned, or at least sorted, by item and shop.
create table adjustments (
    id string not null,
    item_id string not null,
    shop_id string not null,
    quantity decimal(13, 4) not null,
    moved_at bigint not null,
    reason string not null,
    source_id string,
    reverses string,
    refunded_not_restocked decimal(13, 4),
    note string
    , primary key (id)                                  -- only postgresql duckdb
);

create table purchase_orders (
    id string not null,
    number string not null,
    vendor_id string,
    shop_id string not null,
    created_at bigint,
    ordered_at bigint,
    expected_at bigint,
    finished boolean not null,
    archived boolean not null
    , primary key (id)                                  -- only postgresql duckdb
);

create table purchase_order_lines (
    purchase_order_id string not null,
    position integer not null,
    id string not null,
    item_id string not null,
    ordered decimal(13, 4) not null,
    received decimal(13, 4),
    counted decimal(13, 4),
    unit_cost decimal(13, 4)
    , primary key (purchase_order_id, id)               -- only postgresql duckdb
);

-- What `reverseReceipt` takes back, whole.
create table purchase_order_receipts (
    purchase_order_id string not null,
    position integer not null,
    command_id string not null,
    received_at bigint not null,
    received_by string,
    reversed boolean not null
);

create table purchase_order_receipt_lines (
    purchase_order_id string not null,
    receipt_position integer not null,
    position integer not null,
    line_id string not null,
    quantity decimal(13, 4) not null
);

create table transfers (
    id string not null,
    number string not null,
    from_shop_id string not null,
    to_shop_id string not null,
    created_at bigint,
    sent_at bigint,
    expected_at bigint,
    archived boolean not null
    , primary key (id)                                  -- only postgresql duckdb
);

create table transfer_lines (
    transfer_id string not null,
    position integer not null,
    id string not null,
    item_id string not null,
    requested decimal(13, 4) not null,
    sent decimal(13, 4),
    received decimal(13, 4),
    returned decimal(13, 4)
    , primary key (transfer_id, id)                     -- only postgresql duckdb
);

create table transfer_receipts (
    transfer_id string not null,
    position integer not null,
    command_id string not null,
    received_at bigint not null,
    received_by string,
    reversed boolean not null
);

create table transfer_receipt_lines (
    transfer_id string not null,
    receipt_position integer not null,
    position integer not null,
    line_id string not null,
    quantity decimal(13, 4) not null
);

create table vendor_returns (
    id string not null,
    number string not null,
    vendor_id string,
    shop_id string not null,
    sent_at bigint,
    archived boolean not null
    , primary key (id)                                  -- only postgresql duckdb
);

create table vendor_return_lines (
    vendor_return_id string not null,
    position integer not null,
    id string not null,
    item_id string not null,
    quantity decimal(13, 4) not null
    , primary key (vendor_return_id, id)                -- only postgresql duckdb
);

-- eCom orders.
create table orders (
    id string not null,
    number string not null,
    placed_at bigint not null,
    customer string,
    due_at bigint,
    payment string not null,
    fraud string not null,
    delivery string not null,
    cancelled boolean not null,
    priority double
    , primary key (id)                                  -- only postgresql duckdb
);

create table order_lines (
    order_id string not null,
    position integer not null,
    id string not null,
    item_id string not null,
    shop_id string not null,
    quantity decimal(13, 4) not null,
    refunded decimal(13, 4),
    returned decimal(13, 4),
    adjustment_id string
    , primary key (order_id, id)                        -- only postgresql duckdb
);

create table shipments (
    order_id string not null,
    position integer not null,
    id string not null,
    number string not null,
    created_at bigint,
    status string not null,
    tracking_number string,
    shipped_in_pos boolean not null,
    forced_reason string,
    forced_at bigint,
    forced_by string
    , primary key (order_id, id)                        -- only postgresql duckdb
);

create table shipment_lines (
    order_id string not null,
    shipment_id string not null,
    position integer not null,
    order_line_id string not null,
    quantity decimal(13, 4) not null
);

-- By these PostgreSQL finds the movements of a level, of a document, and what takes a movement back, without reading all.
create index on adjustments (item_id, shop_id);         -- only postgresql
create index on adjustments (source_id);                -- only postgresql
create index on adjustments (reverses);                 -- only postgresql
create index on levels (qoh) where qoh < 0;             -- only postgresql
create index on sales (order_id);                       -- only postgresql
create index on sales (completed_at);                   -- only postgresql
