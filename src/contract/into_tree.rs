//! Small answers as trees, for what reads them again: digests, states before a command, errors.

use std::borrow::Cow;
use std::mem::take;

use serde::ser::Serialize;

use super::tree::Tree;
use super::writer::{Sink, write};

/// An answer as a tree.
pub fn tree<T: Serialize + ?Sized>(value: &T) -> Tree {
    let mut sink = Sink::Tree(IntoTree::default());
    write(value, &mut sink);
    match sink {
        Sink::Tree(sink) => sink.whole,
        Sink::Json(_) => Tree::Null,
    }
}

/// A tree that is growing.
#[derive(Default)]
pub(super) struct IntoTree {
    whole: Tree,
    /// Lists and objects that are not closed yet, each with its name in the one before it.
    open: Vec<(Cow<'static, str>, Tree)>,
    /// Of the field that comes next.
    name: Cow<'static, str>,
    is_name: bool,
}

impl IntoTree {
    #[inline(never)]
    fn put(&mut self, value: Tree) {
        match self.open.last_mut() {
            Some((_, Tree::List(list))) => list.push(value),
            Some((_, Tree::Object(fields))) => fields.push((take(&mut self.name), value)),
            _ => self.whole = value,
        }
    }

    fn open(&mut self, value: Tree) {
        self.open.push((take(&mut self.name), value));
    }

    #[inline(never)]
    fn close(&mut self) {
        if let Some((name, value)) = self.open.pop() {
            self.name = name;
            self.put(value);
        }
    }
}

/// As [`Sink`] says.
impl IntoTree {
    pub fn null(&mut self) {
        self.put(Tree::Null);
    }
    pub fn bool(&mut self, value: bool) {
        self.put(Tree::Bool(value));
    }
    pub fn number(&mut self, value: f64) {
        self.put(Tree::Number(value));
    }
    pub fn text(&mut self, value: &str) {
        if take(&mut self.is_name) {
            self.name = Cow::Owned(value.to_owned());
        } else {
            self.put(Tree::Text(value.to_owned()));
        }
    }
    pub fn open_list(&mut self, len: usize) {
        self.open(Tree::List(Vec::with_capacity(len)));
    }
    pub fn element(&mut self) {}
    pub fn close_list(&mut self) {
        self.close();
    }
    pub fn open_object(&mut self, len: usize) {
        self.open(Tree::Object(Vec::with_capacity(len)));
    }
    pub fn field(&mut self, name: &'static str) {
        self.name = Cow::Borrowed(name);
    }
    pub fn name_follows(&mut self) {
        self.is_name = true;
    }
    pub fn close_object(&mut self) {
        self.close();
    }
}

/// An object written out: each value by its name.
macro_rules! object {
    ($($name:literal: $value:expr),+ $(,)?) => {
        $crate::contract::tree::Tree::Object(vec![$(($name.into(), $crate::contract::into_tree::tree(&$value))),+])
    };
}

pub(crate) use object;
