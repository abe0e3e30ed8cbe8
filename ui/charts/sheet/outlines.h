#pragma once

#include <QPaintDevice>
#include <QPainter>

#include <memory>

namespace tastescope::ui {

/// Passes all that is painted on to another device, letters as their outlines: what is drawn so looks the same where
/// our font is missing. The words are then no text any more; a title and a description have to say them.
class OutlineDevice : public QPaintDevice
{
public:
    /// The device must outlive this one, and nothing else may paint on it meanwhile.
    explicit OutlineDevice(QPaintDevice& device);
    ~OutlineDevice() override;

    QPaintEngine* paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QPaintDevice& m_device;
    std::unique_ptr<QPaintEngine> m_engine;
};

} // namespace tastescope::ui
