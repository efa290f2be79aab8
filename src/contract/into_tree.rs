//! Small answers as trees. Every answer is written once, into a tree, and one function each makes JavaScript values or
//! JSON text of any tree: a writer for each pair of a shape and a format would be most of the module.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    Serializer,
};

use super::tree::Tree;

/// An answer as a tree.
pub fn tree<T: Serialize + ?Sized>(value: &T) -> Tree {
    value.serialize(IntoTree).unwrap_or_default()
}

struct IntoTree;

/// What no shape of the contract can be.
#[derive(Debug)]
struct NoTree;

impl fmt::Display for NoTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this cannot be written as a tree")
    }
}

impl std::error::Error for NoTree {}

impl Error for NoTree {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<Tree, NoTree>;

impl Serializer for IntoTree {
    type Ok = Tree;
    type Error = NoTree;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Impossible<Tree, NoTree>;
    type SerializeTupleVariant = Impossible<Tree, NoTree>;
    type SerializeMap = Named;
    type SerializeStruct = Object;
    type SerializeStructVariant = Object;

    fn serialize_bool(self, value: bool) -> Written {
        Ok(Tree::Bool(value))
    }
    fn serialize_i8(self, value: i8) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_i16(self, value: i16) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_i32(self, value: i32) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_i64(self, value: i64) -> Written {
        Ok(Tree::Number(value as f64))
    }
    fn serialize_u8(self, value: u8) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_u16(self, value: u16) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_u32(self, value: u32) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_u64(self, value: u64) -> Written {
        Ok(Tree::Number(value as f64))
    }
    fn serialize_f32(self, value: f32) -> Written {
        Ok(Tree::Number(f64::from(value)))
    }
    fn serialize_f64(self, value: f64) -> Written {
        Ok(Tree::Number(value))
    }
    fn serialize_char(self, value: char) -> Written {
        Ok(Tree::Text(value.to_string()))
    }
    #[inline(never)]
    fn serialize_str(self, value: &str) -> Written {
        Ok(Tree::Text(value.to_owned()))
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(NoTree)
    }
    fn serialize_none(self) -> Written {
        Ok(Tree::Null)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        Ok(Tree::Null)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(Tree::Null)
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
        Ok(Tree::Object(vec![(Cow::Borrowed(variant), value.serialize(self)?)]))
    }
    fn serialize_seq(self, len: Option<usize>) -> Result<List, NoTree> {
        Ok(List(Vec::with_capacity(len.unwrap_or_default())))
    }
    fn serialize_tuple(self, len: usize) -> Result<List, NoTree> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Impossible<Tree, NoTree>, NoTree> {
        Err(NoTree)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<Tree, NoTree>, NoTree> {
        Err(NoTree)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Named, NoTree> {
        Ok(Named { object: Object(Vec::new()), name: Cow::Borrowed("") })
    }
    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Object, NoTree> {
        Ok(Object::new(len))
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, len: usize) -> Result<Object, NoTree> {
        Ok(Object::new(len))
    }
}

struct List(Vec<Tree>);

impl SerializeSeq for List {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.0.push(tree(value));
        Ok(())
    }
    fn end(self) -> Written {
        Ok(Tree::List(self.0))
    }
}

impl SerializeTuple for List {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Written {
        SerializeSeq::end(self)
    }
}

struct Object(Vec<(Cow<'static, str>, Tree)>);

impl Object {
    #[inline(never)]
    fn new(len: usize) -> Self {
        Self(Vec::with_capacity(len))
    }

    #[inline(never)]
    fn push(&mut self, name: &'static str, value: Tree) {
        self.0.push((Cow::Borrowed(name), value));
    }
}

impl SerializeStruct for Object {
    type Ok = Tree;
    type Error = NoTree;
    #[inline(never)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NoTree> {
        self.push(name, tree(value));
        Ok(())
    }
    fn end(self) -> Written {
        Ok(Tree::Object(self.0))
    }
}

impl SerializeStructVariant for Object {
    type Ok = Tree;
    type Error = NoTree;
    #[inline(never)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NoTree> {
        SerializeStruct::serialize_field(self, name, value)
    }
    fn end(self) -> Written {
        SerializeStruct::end(self)
    }
}

/// Fields whose names are worked out.
struct Named {
    object: Object,
    /// Of the field that comes next.
    name: Cow<'static, str>,
}

impl SerializeMap for Named {
    type Ok = Tree;
    type Error = NoTree;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), NoTree> {
        match tree(name) {
            Tree::Text(name) => self.name = Cow::Owned(name),
            _ => return Err(NoTree),
        }
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoTree> {
        self.object.0.push((std::mem::take(&mut self.name), tree(value)));
        Ok(())
    }
    fn end(self) -> Written {
        Ok(Tree::Object(self.object.0))
    }
}

/// An object written out: each value by its name.
macro_rules! object {
    ($($name:literal: $value:expr),+ $(,)?) => {
        $crate::contract::tree::Tree::Object(vec![$(($name.into(), $crate::contract::into_tree::tree(&$value))),+])
    };
}

pub(crate) use object;
