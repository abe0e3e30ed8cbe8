#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

#include <functional>

class QPainter;

namespace tastescope::ui {

/// What a page says of itself in its metadata.
struct PageWords
{
    QString title;
    QString description;
    QString source;
};

/// A PDF of one page as large as what is painted on it, `size` in px of 1/96 inch. Fonts are embedded.
QByteArray onPage(const QSize& size, const PageWords& words, const std::function<void(QPainter&)>& paint);

} // namespace tastescope::ui
