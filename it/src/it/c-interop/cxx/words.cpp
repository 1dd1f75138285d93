#include <string>
#include <vector>

extern "C" int longest(const char *text) {
    std::vector<std::string> words(1);
    for (const char *at = text; *at; ++at) {
        if (*at == ' ') {
            words.emplace_back();
        } else {
            words.back().push_back(*at);
        }
    }
    std::size_t most = 0;
    for (const std::string &word : words) {
        most = word.size() > most ? word.size() : most;
    }
    return static_cast<int>(most);
}
