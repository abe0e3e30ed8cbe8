#pragma once

#include "ui/session/comparison.h"

#include <QString>

#include <vector>

namespace tastescope::ui {

/// A titled remark below the intervals.
struct Remark
{
    QString title;
    QString text;
};

/// How to read them and the smallest difference this many users show; whether the question is of these models or of
/// their settings; and what the published project asked, where the runs shown answer it.
std::vector<Remark> remarks(const Comparison& comparison);

} // namespace tastescope::ui
