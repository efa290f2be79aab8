//! Customers and staff.

use crate::chance::Chance;

const PEOPLE: [([&str; 8], [&str; 8]); 9] = [
    (
        ["Ada", "Ben", "Chloe", "Daniel", "Erin", "Finley", "Grace", "Harry"],
        ["O'Brien", "Smith-Jones", "Walker", "MacLeod", "Hughes", "Taylor", "Fitzgerald", "Wright"],
    ),
    (
        ["Jürgen", "Käthe", "Sören", "Anneliese", "Björn", "Lukas", "Mareike", "Uwe"],
        ["Müller", "Groß", "von der Heide", "Schäfer", "Weiß", "Köhler", "Meier", "Böttcher"],
    ),
    (
        ["Zoë", "François", "Hélène", "Noël", "Éloïse", "Mathis", "Aurélie", "Jean-Luc"],
        ["Lefèvre", "d'Aubigné", "Garçon", "Béranger", "Dupont", "Le Goff", "Perrin-Roux", "Moreau"],
    ),
    (
        ["Łukasz", "Agnieszka", "Zdzisław", "Małgorzata", "Jiří", "Šárka", "Ondřej", "Žofie"],
        ["Wójcik", "Żółć", "Brzęczyszczykiewicz", "Kowalska", "Dvořák", "Němcová", "Černý", "Říha"],
    ),
    (
        ["Iñigo", "José", "Begoña", "Núria", "João", "Conceição", "Andrés", "Lucía"],
        ["Muñoz", "García Márquez", "Ibáñez", "de la Peña", "Gonçalves", "Araújo", "Peñalver", "Nuñez"],
    ),
    (
        ["Åsa", "Øyvind", "Sigríður", "Mikko", "Ægir", "Päivi", "Søren", "Ebba"],
        ["Ångström", "Østergård", "Þórsdóttir", "Mäkinen", "Hämäläinen", "Bjørnson", "Lindqvist", "Sjöberg"],
    ),
    (
        ["Ngọc", "Thị Hương", "Minh", "Siobhán", "Pádraig", "Ceri", "Angharad", "Rhŷs"],
        ["Nguyễn", "Trần", "Phạm", "Ní Bhriain", "Ó Súilleabháin", "ap Llŷr", "Llewelyn", "Pugh"],
    ),
    (
        ["美咲", "健太", "Yuki", "Mei Ling", "志明", "Ji-woo", "수빈", "Hiro"],
        ["佐藤", "鈴木", "Tanaka", "Chen", "王", "Kim", "박", "Ōno"],
    ),
    (
        ["Γιώργος", "Ελένη", "Олена", "Дмитро", "Ayşe", "İbrahim", "محمد", "נועה"],
        ["Παπαδόπουλος", "Νικολάου", "Шевченко", "Коваль", "Yılmaz", "Şahin", "الحسن", "לוי"],
    ),
];

const STAFF: [&str; 6] = ["Maren", "Tomáš", "Priya", "Olu", "Inês", "Jo"];

/// A customer's whole name.
pub fn customer(chance: &mut Chance) -> String {
    let (given, family) = &PEOPLE[chance.weighted(&[30, 16, 12, 9, 8, 8, 6, 6, 5])];
    format!("{} {}", chance.pick(given), chance.pick(family))
}

pub fn staff(chance: &mut Chance) -> &'static str {
    STAFF[chance.below(STAFF.len())]
}
