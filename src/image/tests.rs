//! Images whose checksum fits and whose content does not: what only this module can make.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::envelope::{VERSION, seal};
use crate::contract::error::ErrorCode;
use crate::workflow::history::HistoryQuery;
use crate::{Inventory, LoadOptions, ReportQuery};

#[path = "../../tests/support/full.rs"]
mod full;

const HEAD: usize = 28;
const CHECKSUM: usize = 8;

fn options() -> LoadOptions {
    LoadOptions::default()
}

/// An inventory with something in every table, a command with its story among them.
fn inventory() -> Inventory {
    let mut snapshot = full::snapshot();
    snapshot["commands"] = serde_json::json!([
        { "id": "c0", "revision": 6, "digest": "d" },
        { "id": "c1", "revision": 7, "digest": "e", "type": "adjustStock", "at": 4, "by": "Ida", "undone": false,
          "documents": [{ "type": "sale", "id": "s1" }], "levels": [{ "itemId": "helmet", "shopId": "main" }],
          "before": "{\"lines\":[1,null,\"x\"]}" },
    ]);
    Inventory::from_json(snapshot.to_string().as_bytes(), &options()).unwrap()
}

/// The image with another body, sealed as if it had been written so.
fn resealed(image: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = image[..image.len() - CHECKSUM].to_vec();
    change(&mut bytes);
    seal(VERSION, bytes)
}

/// Takes an image in, whatever is in it, and asks everything of what it became.
fn try_out(image: &[u8]) -> Option<ErrorCode> {
    let inventory = match Inventory::from_bytes(image, &[], &options()) {
        Ok(inventory) => inventory,
        Err(error) => return Some(error.code),
    };
    inventory.report(&ReportQuery::default()).unwrap();
    inventory.csv(&ReportQuery::default()).unwrap();
    inventory.facets(&ReportQuery::default());
    inventory.history(&HistoryQuery::default());
    inventory.to_json().unwrap();
    inventory.to_bytes();
    for item in ["helmet", "bell"] {
        inventory.item(item);
        inventory.explain(item, "main");
        inventory.incoming(item, "main");
    }
    None
}

#[test]
fn a_newer_version_is_no_damage() {
    let image = inventory().to_bytes();
    let body = image[..image.len() - CHECKSUM].to_vec();
    for version in [0, VERSION + 1, u32::MAX] {
        let mut of_another = seal(version, body.clone());
        assert_eq!(try_out(&of_another), Some(ErrorCode::UnsupportedVersion), "version {version}");
        // It may be laid out in any way behind the head.
        of_another.truncate(HEAD + 1);
        assert_eq!(try_out(&of_another), Some(ErrorCode::UnsupportedVersion), "version {version}");
    }
    assert_eq!(seal(VERSION, body), image);
}

#[test]
fn no_byte_is_believed() {
    let image = inventory().to_bytes();
    let (mut refused, mut taken) = (0, 0);
    for at in HEAD..image.len() - CHECKSUM {
        for value in [0, 0x80, 0xff, image[at] ^ 1] {
            match try_out(&resealed(&image, |bytes| bytes[at] = value)) {
                Some(ErrorCode::CorruptImage | ErrorCode::InvalidInput) => refused += 1,
                Some(other) => assert_eq!(other, ErrorCode::CorruptImage, "byte {at} set to {value}"),
                None => taken += 1,
            }
        }
    }
    // Most bytes are structure; names and quantities may be any.
    assert!(refused > 100 && taken > 100, "{refused} refused, {taken} taken");
}

#[test]
fn no_number_is_believed() {
    let image = inventory().to_bytes();
    for at in HEAD..image.len() - CHECKSUM - 8 {
        let counts = [u32::MAX, u32::MAX - 1, 1 << 20].map(|count| count.to_le_bytes().to_vec());
        let numbers = [i64::MIN, i64::MAX, -1].map(|number| number.to_le_bytes().to_vec());
        for number in counts.into_iter().chain(numbers) {
            let changed = resealed(&image, |bytes| bytes[at..at + number.len()].copy_from_slice(&number));
            let code = try_out(&changed);
            let is_expected = matches!(code, None | Some(ErrorCode::CorruptImage | ErrorCode::InvalidInput));
            assert!(is_expected, "{number:?} at byte {at}: {code:?}");
        }
    }
}

#[test]
fn what_is_cut_out_or_put_in_is_refused() {
    let image = inventory().to_bytes();
    for at in HEAD..image.len() - CHECKSUM {
        let shorter = resealed(&image, |bytes| bytes.truncate(at));
        assert_eq!(try_out(&shorter), Some(ErrorCode::CorruptImage), "cut off at byte {at}");
    }
    for more in [1, 4, 8] {
        let longer = resealed(&image, |bytes| bytes.resize(bytes.len() + more, 0));
        assert_eq!(try_out(&longer), Some(ErrorCode::CorruptImage), "{more} bytes more");
    }
}

/// Whole runs of bytes moved about, the same in every run of the test.
#[test]
fn a_shuffled_body_is_no_catastrophe() {
    let image = inventory().to_bytes();
    let len = image.len() - CHECKSUM;
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % limit as u64).unwrap()
    };
    for _ in 0..2_000 {
        let (run, times) = (1 + below(24), 1 + below(4));
        let changed = resealed(&image, |bytes| {
            for _ in 0..times {
                let (from, to) = (HEAD + below(len - HEAD - run), HEAD + below(len - HEAD - run));
                bytes.copy_within(from..from + run, to);
            }
        });
        let code = try_out(&changed);
        assert!(matches!(code, None | Some(ErrorCode::CorruptImage | ErrorCode::InvalidInput)), "{code:?}");
    }
}
