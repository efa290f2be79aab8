//! Answers, and the records of a snapshot, written out. One serializer takes every shape apart and tells a sink what comes: one sink makes a tree of
//! it, another JSON text. A writer for each pair of a shape and a format would be most of the module, and a tree between a
//! shape and its text most of an answer's time.

use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    Serializer,
};

use super::into_tree::IntoTree;
use super::json_text::IntoJson;

/// What takes a value in, part after part. Not a trait: whatever writes a shape would hold two pointers for one.
pub enum Sink {
    Tree(IntoTree),
    Json(IntoJson),
}

macro_rules! of_both {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*);)+) => {
        impl Sink {
            $($(#[$doc])*
            #[inline(never)]
            fn $name(&mut self $(, $argument: $type)*) {
                match self {
                    Self::Tree(sink) => sink.$name($($argument),*),
                    Self::Json(sink) => sink.$name($($argument),*),
                }
            })+
        }
    };
}

of_both! {
    null();
    bool(value: bool);
    number(value: f64);
    /// A text; the name of the next field if one was said to follow.
    text(value: &str);
    /// A list begins, of about so many elements.
    open_list(len: usize);
    /// Its next element follows.
    element();
    close_list();
    /// An object begins, of about so many fields.
    open_object(len: usize);
    /// Its next field follows, with a name of the contract's own: nothing in it is to be escaped.
    field(name: &'static str);
    /// Its next field follows, and before it the name, as a text.
    name_follows();
    close_object();
}

/// Writes a value into a sink. Bytes and structs without names, which no shape of the contract has, become null, so that nothing
/// above them has to ask.
pub fn write<T: Serialize + ?Sized>(value: &T, sink: &mut Sink) {
    if value.serialize(Writer(sink)).is_err() {
        sink.null();
    }
}

/// What no shape of the contract can be: bytes, and structs without names.
#[derive(Debug)]
struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not a plain value")
    }
}

impl std::error::Error for NotPlain {}

impl Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), NotPlain>;

struct Writer<'s>(&'s mut Sink);

impl<'s> Writer<'s> {
    fn list(self, len: usize) -> List<'s> {
        self.0.open_list(len);
        List(self.0)
    }

    fn object(self, len: usize) -> Object<'s> {
        self.0.open_object(len);
        Object(self.0)
    }
}

impl<'s> Serializer for Writer<'s> {
    type Ok = ();
    type Error = NotPlain;
    type SerializeSeq = List<'s>;
    type SerializeTuple = List<'s>;
    type SerializeTupleStruct = Impossible<(), NotPlain>;
    type SerializeTupleVariant = Impossible<(), NotPlain>;
    type SerializeMap = Object<'s>;
    type SerializeStruct = Object<'s>;
    type SerializeStructVariant = Object<'s>;

    fn serialize_bool(self, value: bool) -> Written {
        self.0.bool(value);
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_i16(self, value: i16) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_i32(self, value: i32) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_i64(self, value: i64) -> Written {
        self.serialize_f64(value as f64)
    }
    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_u64(self, value: u64) -> Written {
        self.serialize_f64(value as f64)
    }
    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(f64::from(value))
    }
    fn serialize_f64(self, value: f64) -> Written {
        self.0.number(value);
        Ok(())
    }
    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Written {
        self.0.text(value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(NotPlain)
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        self.0.null();
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let mut object = self.object(1);
        SerializeStruct::serialize_field(&mut object, variant, value)?;
        SerializeStruct::end(object)
    }
    fn serialize_seq(self, len: Option<usize>) -> Result<List<'s>, NotPlain> {
        Ok(self.list(len.unwrap_or_default()))
    }
    fn serialize_tuple(self, len: usize) -> Result<List<'s>, NotPlain> {
        Ok(self.list(len))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Impossible<(), NotPlain>, NotPlain> {
        Err(NotPlain)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), NotPlain>, NotPlain> {
        Err(NotPlain)
    }
    fn serialize_map(self, len: Option<usize>) -> Result<Object<'s>, NotPlain> {
        Ok(self.object(len.unwrap_or_default()))
    }
    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Object<'s>, NotPlain> {
        Ok(self.object(len))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        len: usize,
    ) -> Result<Object<'s>, NotPlain> {
        Ok(self.object(len))
    }
}

/// A list that is open.
struct List<'s>(&'s mut Sink);

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = NotPlain;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.0.element();
        write(value, self.0);
        Ok(())
    }
    fn end(self) -> Written {
        self.0.close_list();
        Ok(())
    }
}

impl SerializeTuple for List<'_> {
    type Ok = ();
    type Error = NotPlain;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Written {
        SerializeSeq::end(self)
    }
}

/// An object that is open.
struct Object<'s>(&'s mut Sink);

impl SerializeStruct for Object<'_> {
    type Ok = ();
    type Error = NotPlain;
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.0.field(name);
        write(value, self.0);
        Ok(())
    }
    fn end(self) -> Written {
        self.0.close_object();
        Ok(())
    }
}

impl SerializeStructVariant for Object<'_> {
    type Ok = ();
    type Error = NotPlain;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        SerializeStruct::serialize_field(self, name, value)
    }
    fn end(self) -> Written {
        SerializeStruct::end(self)
    }
}

/// Fields whose names are worked out.
impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = NotPlain;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        self.0.name_follows();
        write(name, self.0);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        write(value, self.0);
        Ok(())
    }
    fn end(self) -> Written {
        SerializeStruct::end(self)
    }
}
