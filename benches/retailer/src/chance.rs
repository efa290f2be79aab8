//! Seeded chance. Only fixed-width integers are drawn, so 32- and 64-bit platforms see the same numbers.

pub struct Chance(fastrand::Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number in `0..limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0.u64(0..limit.max(1) as u64) as usize
    }

    /// A number in `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high)
    }

    pub fn percent(&mut self, share: u32) -> bool {
        self.0.u32(0..100) < share
    }

    pub fn per_mille(&mut self, share: u32) -> bool {
        self.0.u32(0..1000) < share
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// An index, each as likely as its weight.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut draw = self.0.u32(0..total);
        for (index, weight) in weights.iter().enumerate() {
            if draw < *weight {
                return index;
            }
            draw -= weight;
        }
        weights.len() - 1
    }

    /// An index into ascending cumulative weights: [`Chance::weighted`] for long lists.
    pub fn cumulative(&mut self, sums: &[u64]) -> usize {
        let total = sums.last().copied().unwrap_or(1);
        let draw = self.0.u64(0..total);
        sums.partition_point(|sum| *sum <= draw)
    }
}
