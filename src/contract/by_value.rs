//! Records inside a command, compared by what they say (rule 15): a quantity is the same as a number and as text, an
//! instant in any offset, and a field that is null as if it were left out.

use super::tree::Tree;
use crate::instant;
use crate::quantity::Quantity;

/// The fields of records that hold quantities.
const QUANTITIES: [&str; 15] = [
    "qoh",
    "reorderPoint",
    "desiredLevel",
    "quantity",
    "refundedNotRestocked",
    "ordered",
    "received",
    "counted",
    "unitCost",
    "requested",
    "sent",
    "returned",
    "refunded",
    "packSize",
    "minimumOrder",
];

pub fn by_value(tree: Tree) -> Tree {
    match tree {
        Tree::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = field(&name, value);
                (name, value)
            });
            Tree::Object(fields.filter(|(_, value)| *value != Tree::Null).collect())
        }
        Tree::List(list) => Tree::List(list.into_iter().map(by_value).collect()),
        scalar => scalar,
    }
}

fn field(name: &str, tree: Tree) -> Tree {
    let Tree::Text(text) = &tree else { return by_value(tree) };
    let number = if QUANTITIES.contains(&name) {
        Quantity::from_text(text).ok().map(Quantity::to_number)
    } else if name == "at" || name == "historyFrom" || name.ends_with("At") {
        instant::from_text(text).map(|at| at as f64)
    } else {
        None
    };
    number.map_or(tree, Tree::Number)
}
