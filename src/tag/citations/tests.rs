use super::*;
#[test]
fn smoke() {
    for f in ["18 U.S.C. §§ 2510, 2511(1)(a)"] { println!("{:?}", find(f)); }
}
