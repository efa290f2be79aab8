//! Places in a snapshot, written as errors write them: `purchaseOrders[0].lines[1].id`.

use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Field(String),
    Index(usize),
}

/// Reads a path. Field names of the contract hold neither a point nor a bracket.
pub fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (name, indexes) = part.split_once('[').map_or((part, None), |(name, rest)| (name, Some(rest)));
        if !name.is_empty() {
            steps.push(Step::Field(name.to_string()));
        }
        for index in indexes.into_iter().flat_map(|rest| rest.split('[')) {
            steps
                .push(Step::Index(index.trim_end_matches(']').parse().unwrap_or_else(|_| panic!("{path} is no path"))));
        }
    }
    steps
}

pub fn at<'a>(value: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Index(index) => value.get(index),
    })
}

fn at_mut<'a>(value: &'a mut Value, steps: &[Step]) -> &'a mut Value {
    steps.iter().fold(value, |value, step| match step {
        Step::Field(name) => &mut value[name],
        Step::Index(index) => &mut value[index],
    })
}

/// Puts a value where the path says; into a list also one past its end.
pub fn put(value: &mut Value, path: &str, new: Value) {
    let steps = steps(path);
    let (last, before) = steps.split_last().unwrap();
    match (at_mut(value, before), last) {
        (Value::Array(list), Step::Index(index)) if *index == list.len() => list.push(new),
        (parent, Step::Index(index)) => parent[index] = new,
        (parent, Step::Field(name)) => parent[name] = new,
    }
}

pub fn remove(value: &mut Value, path: &str) {
    let steps = steps(path);
    let (last, before) = steps.split_last().unwrap();
    let Step::Field(name) = last else { panic!("{path} names no field") };
    let removed = at_mut(value, before).as_object_mut().unwrap().remove(name);
    assert!(removed.is_some(), "there was nothing at {path}");
}

/// Every place in a value, the value itself first.
pub fn all(value: &Value) -> Vec<Vec<Step>> {
    let mut found = vec![Vec::new()];
    let children: Vec<(Step, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, child)| (Step::Field(name.clone()), child)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, child)| (Step::Index(index), child)).collect(),
        _ => Vec::new(),
    };
    for (step, child) in children {
        for mut rest in all(child) {
            rest.insert(0, step.clone());
            found.push(rest);
        }
    }
    found
}

/// Replaces what stands at a place.
pub fn replace(value: &mut Value, steps: &[Step], new: Value) {
    *at_mut(value, steps) = new;
}
