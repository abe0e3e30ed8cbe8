#pragma once

#include "core/files/pickle.h"

#include <algorithm>
#include <iterator>

// The symbols that a file of weights may name.
namespace tastescope {

inline bool isStorage(const PickleSymbol& symbol)
{
    constexpr const char* types[] = {"FloatStorage", "HalfStorage",  "BFloat16Storage", "DoubleStorage", "LongStorage",
                                     "IntStorage",   "ShortStorage", "CharStorage",     "ByteStorage",   "BoolStorage"};
    return symbol.module == "torch" && std::ranges::find(types, symbol.name) != std::end(types);
}

inline bool isOrderedDict(const PickleSymbol& symbol)
{
    return symbol.module == "collections" && symbol.name == "OrderedDict";
}

inline bool isRebuild(const PickleSymbol& symbol, const char* name)
{
    return symbol.module == "torch._utils" && symbol.name == name;
}

inline bool isKnownSymbol(const PickleSymbol& symbol)
{
    return isStorage(symbol) || isOrderedDict(symbol) || isRebuild(symbol, "_rebuild_tensor_v2")
           || isRebuild(symbol, "_rebuild_parameter");
}

} // namespace tastescope
