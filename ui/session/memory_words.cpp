#include "ui/session/memory_words.h"

#include "core/base/memory_limit.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"

#include <QCoreApplication>

#include <limits>

namespace tastescope::ui {

MemoryWords memoryWords(const QString& what, const MemoryNeed& need)
{
    const auto say = [](const char* text) { return QCoreApplication::translate("MemoryWords", text); };
    const MemoryAllowed allowed = memoryAllowed();
    MemoryWords words{.needs = say("Needs %1").arg(bytes(need.bytes())), .free = {}, .problem = {}};
    if (allowed.bytes < std::numeric_limits<std::int64_t>::max())
        words.free = say("%1 free").arg(bytes(allowed.bytes));
    if (!fits(need, allowed))
        words.problem = shownMessage(NotEnoughMemory(what.toStdString(), need, allowed).what());
    return words;
}

} // namespace tastescope::ui
