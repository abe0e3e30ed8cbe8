#include "ui/session/open_data.h"

namespace tastescope::ui {

OpenData::OpenData(QObject* parent) : QObject(parent) {}

void OpenData::set(OpenedDataset opened, const DatasetSource& source)
{
    emit aboutToChange();
    m_opened = std::move(opened);
    m_source = source;
    emit changed();
}

} // namespace tastescope::ui
