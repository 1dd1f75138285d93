package com.example.shop;

import dev.wasmmaven.runtime.Component;
import dev.wasmmaven.runtime.ComponentInstance;
import dev.wasmmaven.runtime.ComponentLinker;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.component.value.Val;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills a cart that lives in a WebAssembly component, which asks this program for prices. */
public final class Shopping {

    private static final String BASKET = "acme:shop/basket@1.0.0";

    private static final Map<String, Map<String, Integer>> CENTS =
            Map.of("monday", Map.of("apple", 30, "bread", 275), "sunday", Map.of("apple", 45));

    private Shopping() {}

    /** @param args the component's file */
    public static void main(String[] args) {
        shop(Path.of(args[0])).forEach(System.out::println);
    }

    /** What happened, line by line. */
    static List<String> shop(Path file) {
        try (WasiRuntime runtime = WasiRuntime.create()) {
            Component component = runtime.loadComponent(file);
            // Rust's standard library wants WASI; it is given neither files nor streams.
            ComponentLinker linker =
                    new ComponentLinker().wasi(RunOptions.builder().build());
            Prices.offer(linker, CENTS);
            try (ComponentInstance shop = linker.instantiate(component)) {
                Val cart = call(shop, "[constructor]cart", new Val.Str("monday"));
                String apples = add(shop, cart, "apple", 4);
                String bread = add(shop, cart, "bread", 1);
                String cake = add(shop, cart, "cake", 1);
                String manyApples = add(shop, cart, "apple", 1000);
                String lines = lines(shop, cart);
                Val discount = new Val.VariantOf("percent", Optional.of(new Val.U8(10)));
                Val total = call(shop, "[method]cart.total", cart, discount);
                shop.drop(cart);
                return List.of(apples, bread, cake, manyApples, lines, "total: " + ((Val.U64) total).bits());
            }
        }
    }

    private static String add(ComponentInstance shop, Val cart, String article, int count) {
        Val line = new Val.RecordOf(
                List.of("article", "count"), List.of(new Val.Str(article), new Val.U32(count)));
        Val.ResultOf added = (Val.ResultOf) call(shop, "[method]cart.add", cart, line);
        Val payload = added.payload().orElseThrow();
        return count + " " + article + ": "
                + (added.isOk() ? ((Val.U32) payload).value() + " cents" : ((Val.EnumOf) payload).label());
    }

    private static String lines(ComponentInstance shop, Val cart) {
        Val.ListOf lines = (Val.ListOf) call(shop, "[method]cart.lines", cart);
        return lines.elements().stream()
                .map(Val.RecordOf.class::cast)
                .map(line -> ((Val.U32) line.field("count")).value() + " " + ((Val.Str) line.field("article")).value())
                .collect(Collectors.joining(", ", "in the cart: ", ""));
    }

    private static Val call(ComponentInstance shop, String function, Val... args) {
        return shop.func(BASKET, function).orElseThrow().call(args).orElseThrow();
    }
}
