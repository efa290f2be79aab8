fn main() {
    println!("cargo:rerun-if-changed=steps.c");
    cc::Build::new().file("steps.c").compile("steps");
}
