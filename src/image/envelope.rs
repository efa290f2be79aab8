//! The head and the checksums around an image. They are the same in every version, so that an engine tells a newer
//! image from a damaged one before it understands the rest.

use xxhash_rust::xxh64::xxh64;

use crate::contract::error::{ErrorCode, InventoryError};

/// The newest version of the layout: this engine reads it and those before it.
pub const VERSION: u32 = 2;

const MAGIC: [u8; 8] = *b"oversold";
/// Magic, version, length of the whole, and the checksum of these.
const HEAD: usize = 28;
const HEAD_CHECKED: usize = 20;
/// The checksum of everything before it.
const CHECKSUM: usize = 8;

fn corrupt(message: impl Into<String>) -> InventoryError {
    let message = format!("{}: load an older image and the events since, or the snapshot", message.into());
    InventoryError::new(ErrorCode::CorruptImage, None, message)
}

/// The checksums fit, and still it cannot be read.
pub fn malformed() -> InventoryError {
    corrupt("the image contradicts itself")
}

/// Where the head will stand; the body follows.
pub fn open_space() -> Vec<u8> {
    vec![0; HEAD]
}

/// Fills the head in before the body and puts the checksum behind it.
pub fn seal(version: u32, mut bytes: Vec<u8>) -> Vec<u8> {
    let length = bytes.len().saturating_add(CHECKSUM) as u64;
    let mut head = Vec::with_capacity(HEAD);
    head.extend_from_slice(&MAGIC);
    head.extend_from_slice(&version.to_le_bytes());
    head.extend_from_slice(&length.to_le_bytes());
    let of_head = xxh64(&head, 0);
    head.extend_from_slice(&of_head.to_le_bytes());
    if let Some(space) = bytes.get_mut(..HEAD) {
        space.copy_from_slice(&head);
    }
    let of_all = xxh64(&bytes, 0);
    bytes.extend_from_slice(&of_all.to_le_bytes());
    bytes
}

/// The version of an image and its body, once the checksums were found to fit.
pub fn unseal(image: &[u8]) -> Result<(u32, &[u8]), InventoryError> {
    let cut_off = || corrupt(format!("the image ends after {} bytes", image.len()));
    let mut rest = image;
    let magic: [u8; 8] = take(&mut rest).ok_or_else(cut_off)?;
    let version = u32::from_le_bytes(take(&mut rest).ok_or_else(cut_off)?);
    let length = u64::from_le_bytes(take(&mut rest).ok_or_else(cut_off)?);
    let of_head = u64::from_le_bytes(take(&mut rest).ok_or_else(cut_off)?);
    if magic != MAGIC {
        return Err(corrupt("these bytes are no image of an inventory"));
    }
    if of_head != xxh64(image.get(..HEAD_CHECKED).unwrap_or_default(), 0) {
        return Err(corrupt("the image's head is damaged"));
    }
    if !(1..=VERSION).contains(&version) {
        let message = format!(
            "the image has version {version}, and this engine reads up to {VERSION}: use the version of oversold that wrote it"
        );
        return Err(InventoryError::new(ErrorCode::UnsupportedVersion, None, message));
    }
    if length != image.len() as u64 {
        return Err(corrupt(format!("the image has {} bytes instead of {length}", image.len())));
    }
    let (body, of_all) = rest.split_last_chunk::<CHECKSUM>().ok_or_else(cut_off)?;
    let checked = image.get(..image.len().saturating_sub(CHECKSUM)).unwrap_or_default();
    if u64::from_le_bytes(*of_all) != xxh64(checked, 0) {
        return Err(corrupt("the image is damaged: its checksum does not fit"));
    }
    Ok((version, body))
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}
