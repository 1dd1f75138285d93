wit_bindgen::generate!({ world: "shop" });

use std::cell::RefCell;

use acme::shop::prices::PriceList;
use exports::acme::shop::basket::{Discount, Guest, GuestCart, Line, Refusal};

struct Shop;

impl Guest for Shop {
    type Cart = Cart;
}

/// More pieces of one article than this are never in stock.
const STOCK: u32 = 100;

struct Cart {
    prices: PriceList,
    lines: RefCell<Vec<(Line, u32)>>,
}

impl GuestCart for Cart {
    fn new(day: String) -> Self {
        Cart {
            prices: PriceList::new(&day),
            lines: RefCell::new(Vec::new()),
        }
    }

    fn add(&self, line: Line) -> Result<u32, Refusal> {
        if line.count > STOCK {
            return Err(Refusal::SoldOut);
        }
        let price = self.prices.price(&line.article).ok_or(Refusal::UnknownArticle)?;
        let sum = price * line.count;
        self.lines.borrow_mut().push((line, sum));
        Ok(sum)
    }

    fn lines(&self) -> Vec<Line> {
        self.lines.borrow().iter().map(|(line, _)| line.clone()).collect()
    }

    fn total(&self, discount: Discount) -> u64 {
        let sum: u64 = self.lines.borrow().iter().map(|(_, sum)| u64::from(*sum)).sum();
        match discount {
            Discount::None => sum,
            Discount::Percent(percent) => sum - sum * u64::from(percent) / 100,
            Discount::Amount(amount) => sum.saturating_sub(u64::from(amount)),
        }
    }
}

export!(Shop);
