#include "ui/pages/sweep/measure_box.h"

#include "ui/session/offered_metrics.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int measureProtocolRole = Qt::UserRole + 1;

} // namespace

MeasureBox::MeasureBox(QWidget* parent) : QComboBox(parent)
{
    setProperty(property::small, true);
    setAccessibleName(tr("Judged by"));
    setToolTip(tr("What the trials are held against each other by; the search itself and early stopping go by MRR"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(this, &QComboBox::activated, this, &MeasureBox::measureChosen);
}

void MeasureBox::add(const Measure& measure)
{
    addItem(measureWords(measure), QString::fromStdString(measure.metric));
    setItemData(count() - 1, static_cast<int>(measure.protocol), measureProtocolRole);
}

void MeasureBox::offer(int k, const Measure& chosen)
{
    clear();
    for (const Protocol protocol : {Protocol::Sampled, Protocol::Full}) {
        if (count() > 0)
            insertSeparator(count());
        std::vector<std::string> names = offeredMetrics(protocol, k);
        if (protocol == chosen.protocol && std::ranges::find(names, chosen.metric) == names.end())
            names.push_back(chosen.metric);
        for (const std::string& name : names) {
            add({.metric = name, .protocol = protocol});
            if (name == chosen.metric && protocol == chosen.protocol)
                setCurrentIndex(count() - 1);
        }
    }
}

Measure MeasureBox::measure() const
{
    Measure measure;
    if (currentIndex() < 0)
        return measure;
    measure.metric = currentData().toString().toStdString();
    measure.protocol = static_cast<Protocol>(currentData(measureProtocolRole).toInt());
    return measure;
}

} // namespace tastescope::ui
