#pragma once

#include <QDir>
#include <QFile>
#include <QImage>
#include <QStringList>

#include <array>
#include <cmath>
#include <cstdlib>

/// Pictures compared so coarsely that drawing libraries and machines make no difference, but a missing panel does.
namespace golden {

inline constexpr int columns = 48;
inline constexpr int rows = 30;
inline constexpr int slack = 2;         ///< levels two cells may be apart and still count as the same
inline constexpr double allowed = 0.01; ///< share of cells that may be further apart

/// 30 rows of 48 cells, each the ink on it as a digit: 15 * sqrt(1 - mean grey / white), so that a line of small text
/// weighs more than a tenth of a black cell would.
inline QStringList fingerprint(const QImage& picture)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    std::array<std::array<double, columns>, rows> sums{};
    std::array<std::array<int, columns>, rows> counts{};
    for (int y = 0; y < grey.height(); ++y) {
        const uchar* line = grey.constScanLine(y);
        const auto row = static_cast<std::size_t>(y * rows / grey.height());
        for (int x = 0; x < grey.width(); ++x) {
            const auto column = static_cast<std::size_t>(x * columns / grey.width());
            sums[row][column] += line[x];
            ++counts[row][column];
        }
    }
    QStringList cells;
    for (std::size_t row = 0; row < rows; ++row) {
        QString line;
        for (std::size_t column = 0; column < columns; ++column) {
            const double ink = 1 - sums[row][column] / (255.0 * std::max(1, counts[row][column]));
            line += QString::number(std::lround(15 * std::sqrt(std::max(0.0, ink))), 16);
        }
        cells << line;
    }
    return cells;
}

/// Share of the cells that are more than `slack` levels apart, in [0, 1]; 1 where the sizes differ.
inline double difference(const QStringList& a, const QStringList& b)
{
    if (a.size() != rows || b.size() != rows)
        return 1;
    int apart = 0;
    for (int row = 0; row < rows; ++row) {
        if (a[row].size() != columns || b[row].size() != columns)
            return 1;
        for (int column = 0; column < columns; ++column) {
            const int one = a[row].mid(column, 1).toInt(nullptr, 16);
            const int other = b[row].mid(column, 1).toInt(nullptr, 16);
            apart += std::abs(one - other) > slack ? 1 : 0;
        }
    }
    return static_cast<double>(apart) / (rows * columns);
}

inline QStringList reference(const QString& name)
{
    QFile file(QStringLiteral(SOURCE_ROOT "/tests/golden/%1.txt").arg(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).split('\n', Qt::SkipEmptyParts)
                                          : QStringList();
}

/// What is wrong with the picture, in words; empty: nothing. With TASTESCOPE_GOLDEN=write it becomes the reference.
/// A picture that differs is left in the system's folder for temporary files.
inline QString compare(const QString& name, const QImage& picture)
{
    const QStringList cells = fingerprint(picture);
    if (qEnvironmentVariable("TASTESCOPE_GOLDEN") == QLatin1String("write")) {
        QFile file(QStringLiteral(SOURCE_ROOT "/tests/golden/%1.txt").arg(name));
        const QByteArray text = (cells.join('\n') + '\n').toLatin1();
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        return written ? QString() : file.fileName() + QStringLiteral(" cannot be written");
    }
    const QStringList expected = reference(name);
    if (expected.isEmpty())
        return QStringLiteral("%1 has no reference: run with TASTESCOPE_GOLDEN=write").arg(name);
    const double apart = difference(cells, expected);
    if (apart <= allowed)
        return {};
    const QString file = QDir::temp().filePath(QStringLiteral("golden-%1.png").arg(name));
    picture.save(file);
    return QStringLiteral("%1: %2 % of the cells differ, %3 % may; see %4")
        .arg(name, QString::number(100 * apart, 'f', 1), QString::number(100 * allowed, 'f', 1), file);
}

} // namespace golden
