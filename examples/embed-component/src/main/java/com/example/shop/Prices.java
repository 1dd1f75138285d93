package com.example.shop;

import dev.wasmmaven.runtime.ComponentLinker;
import dev.wasmmaven.runtime.HostInstance;
import dev.wasmmaven.runtime.HostType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.Map;
import java.util.Optional;

/** The interface {@code acme:shop/prices}, which the component imports, in Java. */
final class Prices {

    /** What a {@code price-list} is here. */
    record PriceList(String day, Map<String, Integer> cents) {}

    private Prices() {}

    static void offer(ComponentLinker linker, Map<String, Map<String, Integer>> centsByDay) {
        HostInstance prices = linker.instance("acme:shop/prices@1.0.0");
        HostType<PriceList> priceList = prices.resource("price-list", PriceList.class, list -> {});
        prices.func("[constructor]price-list", (context, args) -> {
            String day = ((Val.Str) args.get(0)).value();
            return context.own(priceList, new PriceList(day, centsByDay.getOrDefault(day, Map.of())));
        });
        prices.func("[method]price-list.price", (context, args) -> {
            PriceList list = context.object(priceList, args.get(0));
            Integer cents = list.cents().get(((Val.Str) args.get(1)).value());
            return new Val.OptionOf(Optional.ofNullable(cents).map(Val.U32::new));
        });
    }
}
