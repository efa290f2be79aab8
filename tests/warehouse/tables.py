"""The contract's snapshot as the flat tables of sql/schema.sql, and back again.

One description of each table serves both ways: its columns with their kinds, and the lists inside its records with the
columns that name the record they belong to.
"""

from decimal import Decimal

import pyarrow as pa

TEXT, QUANTITY, INSTANT, FLAG, NUMBER = pa.string(), pa.decimal128(13, 4), pa.int64(), pa.bool_(), pa.float64()

LINE_UNITS = {"lineId": TEXT, "quantity": QUANTITY}
RECEIPT = {"commandId": TEXT, "at": INSTANT, "by": TEXT, "reversed": FLAG}


class Table:
    """A table, its columns in the contract's words, and the tables of the lists in its records."""

    def __init__(self, name, columns, lists=(), field=None, parent=None):
        self.name, self.columns, self.lists, self.field = name, columns, lists, field
        # The parent's column here, and the field of the parent's record that stands in it.
        self.parent = parent


def receipts(document, column):
    lines = Table(f"{document}_receipt_lines", LINE_UNITS, field="lines", parent=("receipt_position", "position"))
    return Table(f"{document}_receipts", RECEIPT, [lines], field="receipts", parent=(column, "id"))


TABLES = [
    Table("shops", {"id": TEXT, "name": TEXT}),
    Table("vendors", {"id": TEXT, "name": TEXT, "leadTimeDays": NUMBER}),
    Table("items", {"id": TEXT, "description": TEXT, "systemSku": TEXT, "upc": TEXT, "ean": TEXT, "customSku": TEXT,
                    "manufacturerSku": TEXT, "defaultVendorId": TEXT, "inventoried": FLAG, "stockTracking": TEXT,
                    "packSize": QUANTITY, "minimumOrder": QUANTITY, "unitCost": QUANTITY}),
    Table("levels", {"itemId": TEXT, "shopId": TEXT, "qoh": QUANTITY, "reorderPoint": QUANTITY, "desiredLevel": QUANTITY}),
    Table("sales", {"id": TEXT, "number": TEXT, "shopId": TEXT, "completedAt": INSTANT, "orderId": TEXT}),
    Table("adjustments", {"id": TEXT, "itemId": TEXT, "shopId": TEXT, "quantity": QUANTITY, "at": INSTANT, "reason": TEXT,
                          "sourceId": TEXT, "reverses": TEXT, "refundedNotRestocked": QUANTITY, "note": TEXT}),
    Table("purchase_orders", {"id": TEXT, "number": TEXT, "vendorId": TEXT, "shopId": TEXT, "createdAt": INSTANT,
                              "orderedAt": INSTANT, "expectedAt": INSTANT, "finished": FLAG, "archived": FLAG}, [
        Table("purchase_order_lines", {"id": TEXT, "itemId": TEXT, "ordered": QUANTITY, "received": QUANTITY,
                                       "counted": QUANTITY, "unitCost": QUANTITY},
              field="lines", parent=("purchase_order_id", "id")),
        receipts("purchase_order", "purchase_order_id"),
    ]),
    Table("transfers", {"id": TEXT, "number": TEXT, "fromShopId": TEXT, "toShopId": TEXT, "createdAt": INSTANT,
                        "sentAt": INSTANT, "expectedAt": INSTANT, "archived": FLAG}, [
        Table("transfer_lines", {"id": TEXT, "itemId": TEXT, "requested": QUANTITY, "sent": QUANTITY, "received": QUANTITY,
                                 "returned": QUANTITY}, field="lines", parent=("transfer_id", "id")),
        receipts("transfer", "transfer_id"),
    ]),
    Table("vendor_returns", {"id": TEXT, "number": TEXT, "vendorId": TEXT, "shopId": TEXT, "sentAt": INSTANT, "archived": FLAG}, [
        Table("vendor_return_lines", {"id": TEXT, "itemId": TEXT, "quantity": QUANTITY},
              field="lines", parent=("vendor_return_id", "id")),
    ]),
    Table("orders", {"id": TEXT, "number": TEXT, "placedAt": INSTANT, "customer": TEXT, "dueAt": INSTANT, "payment": TEXT,
                     "fraud": TEXT, "delivery": TEXT, "cancelled": FLAG, "priority": NUMBER}, [
        Table("order_lines", {"id": TEXT, "itemId": TEXT, "shopId": TEXT, "quantity": QUANTITY, "refunded": QUANTITY,
                              "returned": QUANTITY, "adjustmentId": TEXT}, field="lines", parent=("order_id", "id")),
        Table("shipments", {"id": TEXT, "number": TEXT, "createdAt": INSTANT, "status": TEXT, "trackingNumber": TEXT,
                            "shippedInPos": FLAG, "forced.reason": TEXT, "forced.at": INSTANT, "forced.by": TEXT}, [
            Table("shipment_lines", {"orderLineId": TEXT, "quantity": QUANTITY}, field="lines", parent=("shipment_id", "id")),
        ], field="shipments", parent=("order_id", "id")),
    ]),
]


#: Where the SQL has another name: these are reserved words to some.
RENAMED = {("adjustments", "at"): "moved_at", ("receipts", "at"): "received_at", ("receipts", "by"): "received_by"}


def snake(table, name):
    kind = "receipts" if table.name.endswith("_receipts") else table.name
    return RENAMED.get((kind, name)) or "".join("_" + c.lower() if c.isupper() else c for c in name.replace(".", "_"))


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def keys(table, above=()):
    """The columns that name the record above: of a list inside a list, that record's own too."""
    return [*above, table.parent[0]] if table.parent else []


def walk(tables=TABLES, above=()):
    """Every table, the lists inside records too, with the columns of the record above each."""
    for table in tables:
        mine = keys(table, above)
        yield table, mine
        yield from walk(table.lists, mine)


def schema_of(table, above):
    fields = [(name, pa.int32() if name.endswith("position") else TEXT) for name in above]
    if above:
        fields.append(("position", pa.int32()))
    return pa.schema([*fields, *((snake(table, name), kind) for name, kind in table.columns.items())])


def plain(value, kind):
    if kind == FLAG:
        return bool(value)
    if value is None:
        return None
    if kind == QUANTITY:
        return Decimal(repr(value)).quantize(Decimal("0.0001"))
    return value


def flat(snapshot):
    """The tables of a snapshot as the package writes it (`toSnapshot`), as Arrow, by name."""
    rows = {table.name: [] for table, _ in walk()}

    def add(table, record, above, position):
        own = []
        for name, kind in table.columns.items():
            outer, _, inner = name.partition(".")
            value = record.get(outer)
            if inner:
                value = (value or {}).get(inner)
            own.append(plain(True if name == "inventoried" and value is None else value, kind))
        rows[table.name].append((*above, *((position,) if above else ()), *own))
        for below in table.lists:
            key = position if below.parent[1] == "position" else record["id"]
            for number, child in enumerate(record.get(below.field) or []):
                add(below, child, (*above, key), number)

    for table in TABLES:
        for number, record in enumerate(snapshot.get(camel(table.name)) or []):
            add(table, record, (), number)
    made = {}
    for table, above in walk():
        schema = schema_of(table, above)
        columns = list(zip(*rows[table.name])) or [()] * len(schema)
        made[table.name] = pa.Table.from_arrays(
            [pa.array(column, field.type) for column, field in zip(columns, schema)], schema=schema)
    return made


def number(value):
    if isinstance(value, Decimal):
        whole = int(value)
        return whole if whole == value else float(value)
    return value


def nested(tables):
    """The contract's snapshot of the working set's tables: Arrow tables by the contract's names."""
    children = {}
    for table, above in walk():
        if not above:
            continue
        grouped = children[table.name] = {}
        for row in sorted(tables[table.name].to_pylist(), key=lambda row: row["position"]):
            grouped.setdefault(tuple(row[name] for name in above), []).append(row)

    def record(table, row, above):
        made = {}
        for name in [*table.columns, *(["historyFrom"] if table.name == "levels" else [])]:
            outer, _, inner = name.partition(".")
            value = number(row[snake(table, name)])
            if not inner:
                made[name] = value
            elif value is not None:
                made.setdefault(outer, {})[inner] = value
        for below in table.lists:
            key = (*above, row["position"] if below.parent[1] == "position" else row["id"])
            made[below.field] = [record(below, child, key) for child in children[below.name].get(key, [])]
        return made

    snapshot = {"format": "oversold/1"}
    for table in TABLES:
        snapshot[camel(table.name)] = [record(table, row, ()) for row in tables[table.name].to_pylist()]
    return snapshot
