//! The host's database: two generations of images, and the events since the older one. An append is a transaction; an
//! image is a file that may be torn while it is written and may rot afterwards.

use crate::support::call::from_image;
use oversold::Inventory;
use serde_json::{Value, json};
use xxhash_rust::xxh64::xxh64;

pub struct Store {
    /// Newest first.
    images: Vec<Vec<u8>>,
    /// In order; the first one follows the older image.
    events: Vec<Value>,
    revision: u64,
}

/// What becomes of an image that is written.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    Whole,
    /// The tab is lost while it writes: so many bytes are there.
    Torn(usize),
    /// One bit of it is another.
    Flipped(usize),
    /// Written by a newer version of the package, in another tab.
    Newer,
}

fn revision_of(event: &Value) -> u64 {
    event["revision"].as_u64().expect("an event has a revision")
}

impl Store {
    pub fn new(first: &Inventory) -> Self {
        Store { images: vec![first.to_bytes()], events: Vec::new(), revision: first.revision() }
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// One transaction: all of them, if nobody was quicker.
    pub fn append(&mut self, expected: u64, events: &[Value]) -> Result<(), ()> {
        if expected != self.revision {
            return Err(());
        }
        for event in events {
            self.revision += 1;
            assert_eq!(revision_of(event), self.revision, "the events of a decision follow the state that decided");
            self.events.push(event.clone());
        }
        Ok(())
    }

    /// The events after a revision; none where they are not kept any more.
    pub fn since(&self, revision: u64) -> Option<Vec<Value>> {
        let oldest = self.events.first().map_or(self.revision, |event| revision_of(event) - 1);
        (revision >= oldest)
            .then(|| self.events.iter().filter(|event| revision_of(event) > revision).cloned().collect())
    }

    /// Writes an image in place of the older one, and lets the events go that no image needs: but only once the new one
    /// was read back and found whole.
    pub fn compact(&mut self, image: &[u8], fate: Fate) {
        let mut written = image.to_vec();
        match fate {
            Fate::Whole => {}
            Fate::Torn(length) => written.truncate(length % image.len()),
            Fate::Flipped(bit) => flip(&mut written, bit),
            Fate::Newer => make_newer(&mut written),
        }
        let is_whole = read(&written).is_ok();
        assert_eq!(is_whole, written == image, "{fate:?}: an image is either as it was written, or refused");
        self.images.retain(|kept| read(kept).is_ok());
        self.images.truncate(if is_whole { 1 } else { 2 });
        self.images.insert(0, written);
        if !is_whole {
            // Whoever opens next finds it damaged, and behind it an older one and the events since.
            return;
        }
        let oldest = self.images.last().and_then(|image| read(image).ok()).expect("a whole image is kept").revision();
        self.events.retain(|event| revision_of(event) > oldest);
    }

    /// The newest image rots, if there is another whole one.
    pub fn rot(&mut self, bit: usize) {
        let whole = self.images.iter().filter(|image| read(image).is_ok()).count();
        if whole > 1 {
            flip(&mut self.images[0], bit);
        }
    }

    /// As a tab that is opened does: the newest image that can be read, and the events since.
    pub fn open(&self) -> Inventory {
        for image in &self.images {
            match read(image) {
                Ok(older) => {
                    let events = self.since(older.revision()).expect("the events since the oldest image are kept");
                    return from_image(image, &json!(events))
                        .unwrap_or_else(|error| panic!("image and events: {error}"));
                }
                Err(error) => {
                    let code = error["code"].as_str();
                    assert!(matches!(code, Some("corruptImage" | "unsupportedVersion")), "another error: {error}");
                }
            }
        }
        panic!("no image can be read, though one was whole");
    }
}

fn read(image: &[u8]) -> Result<Inventory, Value> {
    from_image(image, &json!([]))
}

/// Of an image that was torn before its first byte nothing can rot.
fn flip(image: &mut [u8], bit: usize) {
    let bit = bit % (image.len() * 8).max(1);
    if let Some(byte) = image.get_mut(bit / 8) {
        *byte ^= 1 << (bit % 8);
    }
}

/// Another version in the head, with a checksum that fits.
fn make_newer(image: &mut [u8]) {
    image[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    let checksum = xxh64(&image[..20], 0);
    image[20..28].copy_from_slice(&checksum.to_le_bytes());
}
