package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShoppingTest {

    @Test
    void fillsACart() {
        assertEquals(
                List.of(
                        "4 apple: 120 cents",
                        "1 bread: 275 cents",
                        "1 cake: unknown-article",
                        "1000 apple: sold-out",
                        "in the cart: 4 apple, 1 bread",
                        "total: 356"),
                Shopping.shop(Path.of(System.getProperty("shop.component"))));
    }
}
