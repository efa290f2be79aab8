//! How much may be worked on one answer: steps are counted, never time, so that the answer is the same everywhere.

/// Steps that are left.
#[derive(Clone, Copy, Debug)]
pub struct Work(u64);

impl Work {
    pub fn new(steps: u64) -> Self {
        Self(steps)
    }

    pub fn spend(&mut self, steps: usize) {
        self.0 = self.0.saturating_sub(steps as u64);
    }

    pub fn is_done(&self) -> bool {
        self.0 == 0
    }

    /// Sets a part of it apart; what is left of that is given back afterwards.
    pub fn part(&mut self, steps: u64) -> Self {
        let part = Self(self.0.min(steps));
        self.0 = self.0.saturating_sub(part.0);
        part
    }

    pub fn give_back(&mut self, part: Self) {
        self.0 = self.0.saturating_add(part.0);
    }

    pub fn left(&self) -> u64 {
        self.0
    }
}
