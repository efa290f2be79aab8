//! A snapshot that comes in pieces is the snapshot that comes whole, wherever it was cut; and so is what is wrong with it.

#![allow(clippy::indexing_slicing)]

use oversold::{Inventory, InventoryError, JsonLoad, LoadOptions};

/// All that a snapshot can hold, in few bytes: escapes, signs, exponents, unknown fields, empty lists, lines that end.
const SOUND: &str = "\u{20}{\"format\" : \"oversold\\/1\",\n \"revision\":12, \"unknown\": [1.5e1, {\"a\": \"}]\"}, true],\r\n\
    \"shops\":[{\"id\":\"s1\",\"name\":\"Z\u{fc}rich \\ud83d\\udeb2\"}],\n\"vendors\":null,\n\
    \"items\":[{\"id\":\"i1\",\"description\":\"B\\u00e4r\",\"unitCost\":12.50},{\"description\":\"\u{1f6b2}\",\"id\":\"i2\",\"extra\":null}],\n\
    \"levels\":[{\"itemId\":\"i1\",\"shopId\":\"s1\",\"qoh\":-2},{\"itemId\":\"i2\",\"shopId\":\"s1\",\"qoh\":0.25e1}],\n\
    \"sales\":[{\"id\":\"n1\",\"number\":\"1\",\"shopId\":\"s1\",\"completedAt\":\"2024-03-04T05:06:07Z\",\"orderId\":\"o1\"}],\n\
    \"adjustments\":[{\"id\":\"a1\",\"itemId\":\"i1\",\"shopId\":\"s1\",\"quantity\":-3,\"at\":1709528767000,\"reason\":\"sale\",\"sourceId\":\"n1\"}\n],\n\
    \"orders\":[{\"id\":\"o1\",\"number\":\"E1\",\"placedAt\":0,\"customer\":\"Ann\",\"payment\":\"paid\",\"fraud\":\"cleared\",\"delivery\":\"ship\",\
    \"lines\":[{\"id\":\"o1:1\",\"itemId\":\"i1\",\"shopId\":\"s1\",\"quantity\":3,\"adjustmentId\":\"a1\"}],\
    \"shipments\":[{\"id\":\"p1\",\"number\":\"1\",\"createdAt\":1,\"status\":\"notShipped\",\"lines\":[{\"orderLineId\":\"o1:1\",\"quantity\":1}]}]}],\
    \"transfers\":[]}\n ";

type Loaded = Result<Vec<u8>, InventoryError>;

fn whole(bytes: &[u8]) -> Loaded {
    Inventory::from_json(bytes, &LoadOptions::default()).map(|inventory| inventory.to_bytes())
}

fn in_pieces<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Loaded {
    let mut load = JsonLoad::default();
    for piece in pieces {
        load.feed(piece)?;
    }
    load.finish(&LoadOptions::default()).map(|inventory| inventory.to_bytes())
}

/// In two pieces cut anywhere, byte by byte, and by a few.
fn agrees(bytes: &[u8]) {
    let wanted = whole(bytes);
    for cut in 0..=bytes.len() {
        let (first, second) = bytes.split_at(cut);
        assert_eq!(in_pieces([first, second]), wanted, "cut at {cut}: {}", String::from_utf8_lossy(bytes));
    }
    for size in [1, 2, 7, 64] {
        assert_eq!(in_pieces(bytes.chunks(size)), wanted, "{size} bytes each: {}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_snapshot_may_be_cut_anywhere() {
    assert!(whole(SOUND.as_bytes()).is_ok(), "{:?}", whole(SOUND.as_bytes()));
    agrees(SOUND.as_bytes());
}

#[test]
fn a_snapshot_that_breaks_off_is_refused_with_the_same_words() {
    for end in 0..SOUND.len() {
        let broken = &SOUND.as_bytes()[..end];
        let wanted = whole(broken);
        assert!(wanted.is_err() || SOUND[end..].trim().is_empty(), "{end}");
        assert_eq!(in_pieces(broken.chunks(1)), wanted, "{end}");
        assert_eq!(in_pieces(broken.chunks(50)), wanted, "{end}");
    }
}

#[test]
fn what_is_wrong_is_found_where_it_is_wherever_it_was_cut() {
    let changes = [
        ("\"revision\":12", "\"revision\":1e999"),
        ("\"revision\":12", "\"revision\":012"),
        ("true]", "truth]"),
        ("}],\n\"vendors\"", "},\n\"vendors\""),
        ("\"vendors\":null", "\"shops\":[]"),
        ("\"vendors\":null", "\"vendors\":nil"),
        ("\"vendors\":null", "\"vendors\":7"),
        ("\"qoh\":-2}", "\"qoh\":-2},"),
        ("\"qoh\":-2}", "\"qoh\":-2},7,[],"),
        ("\\ud83d\\udeb2", "\\ud83d\\u0041"),
        ("\\u00e4", "\\u00g4"),
        ("\"E1\"", "\"E\n1\""),
        ("\"transfers\":[]}", "\"transfers\":[]}}"),
        ("\"transfers\":[]}", "\"transfers\":[]} 0"),
        ("\"itemId\":\"i2\"", "\"itemId\":\"i3\""),
    ];
    for (from, to) in changes {
        assert!(SOUND.contains(from), "{from}");
        let changed = SOUND.replacen(from, to, 1);
        assert!(whole(changed.as_bytes()).is_err(), "{to}");
        agrees(changed.as_bytes());
    }
}

#[test]
fn bytes_that_are_no_text_are_found_wherever_it_was_cut() {
    for broken in [b"\xff".as_slice(), b"\xc3", b"\xe2\x82", b"\xf0\x9f\x9a", b"\xed\xa0\x80"] {
        for place in ["E1", "revision", "\n ", "1.5e1"] {
            let mut bytes = SOUND.as_bytes().to_vec();
            let at = SOUND.rfind(place).unwrap_or_default();
            bytes.splice(at..at, broken.iter().copied());
            assert!(whole(&bytes).is_err());
            agrees(&bytes);
        }
    }
}

#[test]
fn a_record_longer_than_its_pieces_is_read() {
    let long = "x".repeat(50_000);
    let bytes = SOUND.replacen("B\\u00e4r", &long, 1);
    assert_eq!(in_pieces(bytes.as_bytes().chunks(11)), whole(bytes.as_bytes()));
}

#[test]
fn a_mark_before_the_text_is_passed() {
    let text =
        [b"\xef\xbb\xbf".as_slice(), br#"{"format": "oversold/1", "shops": [], "items": [], "levels": []}"#].concat();
    assert!(whole(&text).is_ok());
    agrees(&text);
    let inside = [b" \xef\xbb\xbf".as_slice(), b"{}"].concat();
    assert!(whole(&inside).is_err(), "only before it");
    agrees(&inside);
}
